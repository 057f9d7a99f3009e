package dev.riffle.ingest.collect;

import dev.riffle.ingest.collect.connection.ConnectionEnd;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.Rejection;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What collect counts. {@code received = accepted + rejected}, by vendor, over all requests that
 * are finished. Labels come from closed sets: the doors, the reasons, the problems. Thread-safe.
 */
public final class CollectMetrics {
  private static final String VENDOR = "vendor";

  private static final long LOG_PAUSE_NANOS = 1_000_000_000;
  private static final System.Logger LOG = System.getLogger(CollectMetrics.class.getName());

  private final MeterRegistry registry;
  private final AtomicLong nextLogAt = new AtomicLong(System.nanoTime());

  public CollectMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Events read from a request that is one. */
  public void received(String vendor, int events) {
    registry.counter("riffle.collect.events.received", VENDOR, vendor).increment(events);
  }

  /** Events acknowledged by the log. */
  public void accepted(String vendor, int events) {
    registry.counter("riffle.collect.events.accepted", VENDOR, vendor).increment(events);
  }

  public void rejected(String vendor, List<Rejection> rejections) {
    for (Rejection rejection : rejections) {
      rejected(vendor, rejection.reason(), 1);
    }
  }

  /** Good events of a request that was refused as a whole. */
  public void notStored(String vendor, int events) {
    rejected(vendor, RejectionReason.REQUEST_REFUSED, events);
  }

  /** A refused request. Logged too, but at most once a second, however many there are. */
  public void refused(String vendor, Problem problem) {
    long now = System.nanoTime();
    long next = nextLogAt.get();
    if (now - next >= 0 && nextLogAt.compareAndSet(next, now + LOG_PAUSE_NANOS)) {
      LOG.log(problem.logLevel(), "request refused vendor={0} problem={1}", vendor, problem.code());
    }
    registry
        .counter("riffle.collect.requests.refused", VENDOR, vendor, "problem", problem.code())
        .increment();
  }

  /** A finished request: its size on the wire, and the time from its head to its reply. */
  public void finished(String vendor, int status, int bytes, Duration time) {
    Timer.builder("riffle.collect.request")
        .tag(VENDOR, vendor)
        .tag("status", status / 100 + "xx")
        .publishPercentileHistogram()
        .register(registry)
        .record(time);
    registry.summary("riffle.collect.request.bytes", VENDOR, vendor).record(bytes);
  }

  /** A user agent that was not read, as too many others are new; its event goes without it. */
  public void userAgentUnread() {
    registry.counter("riffle.collect.user.agents.unread").increment();
  }

  /** A connection that was ended by us and not by its client. */
  public void connectionEnded(ConnectionEnd reason) {
    registry.counter("riffle.collect.connections.ended", "reason", reason.word()).increment();
  }

  private void rejected(String vendor, RejectionReason reason, int events) {
    if (events > 0) {
      registry
          .counter("riffle.collect.events.rejected", VENDOR, vendor, "reason", reason.word())
          .increment(events);
    }
  }
}
