package dev.riffle.ingest.load.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What the audit has found, as log, health and metrics tell it. Thread-safe. */
public final class AuditStatus implements Auditor.Observer {
  private static final Logger LOG = Logger.getLogger(AuditStatus.class);
  private static final int TOLD_MAX = 5;

  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Counter failures;
  private final Timer rounds;
  private final Map<Bucket, Verdict> mismatched = new ConcurrentHashMap<>();
  private final AtomicLong equal = new AtomicLong();
  private final long startedMillis;
  private volatile long finishedMillis;

  public AuditStatus(MeterRegistry meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
    this.startedMillis = clock.millis();
    for (Verdict verdict : Verdict.values()) {
      if (verdict.isMismatch()) {
        // there from the start, at 0: an alert on its growth sees the first one
        var _ = mismatches(verdict);
      }
    }
    failures = meters.counter("riffle.load.audit.failures");
    rounds = meters.timer("riffle.load.audit.round");
    Gauge.builder("riffle.load.audit.mismatched.buckets", mismatched, Map::size).register(meters);
    Gauge.builder("riffle.load.audit.age", () -> age().toMillis() / 1000.0)
        .baseUnit("seconds")
        .register(meters);
  }

  @Override
  public void audited(ClosedBucket closed, long to, FoundRows found, Verdict verdict) {
    Bucket bucket = closed.bucket();
    if (!verdict.isMismatch()) {
      equal.incrementAndGet();
      if (mismatched.remove(bucket) != null) {
        LOG.infof("audit: equal again: part=%s bucket=%d", part(bucket), bucket.number());
      }
    } else if (mismatched.put(bucket, verdict) != verdict) {
      mismatches(verdict).increment();
      LOG.errorf(
          "audit: events does not hold what was loaded, see docs/delivery.md, When the audit finds"
              + " a mismatch: part=%s bucket=%d from=%d to=%d verdict=%s expected=%s found=%s",
          part(bucket),
          bucket.number(),
          bucket.from(),
          to,
          verdict.word(),
          closed.expected(),
          found);
    }
  }

  @Override
  public void finished(Set<Integer> partitions) {
    mismatched.keySet().removeIf(bucket -> !partitions.contains(bucket.partition()));
    finishedMillis = clock.millis();
  }

  /** The engine did not answer, or something else went wrong; the next round comes. */
  void failed(RuntimeException failure) {
    failures.increment();
    LOG.warnf("audit: this round failed, the next one looks again: reason=%s", failure);
  }

  void lasted(Duration round) {
    rounds.record(round);
  }

  /** For the health check: one line in words. */
  public String words() {
    if (!mismatched.isEmpty()) {
      return mismatched.entrySet().stream()
          .limit(TOLD_MAX)
          .map(one ->
              "part %s bucket %d: %s"
                  .formatted(part(one.getKey()), one.getKey().number(), one.getValue().word()))
          .sorted()
          .collect(Collectors.joining(", ", mismatched.size() + " mismatched: ", ", see the log"));
    }
    if (finishedMillis == 0) {
      return "no round yet";
    }
    return "%d looks, all equal, last round %d s ago".formatted(equal.get(), age().toSeconds());
  }

  /** Since the last complete round, or the start. */
  private Duration age() {
    return Duration.ofMillis(Math.max(0, clock.millis() - Math.max(startedMillis, finishedMillis)));
  }

  private Counter mismatches(Verdict verdict) {
    return meters.counter("riffle.load.audit.mismatches", "verdict", verdict.word());
  }

  private static String part(Bucket bucket) {
    return Integer.toUnsignedString(bucket.part());
  }
}
