package dev.riffle.ingest.load.identity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** How the resolution does, as log, health and metrics tell it. Thread-safe. */
public final class IdentityStatus {
  private static final Logger LOG = Logger.getLogger(IdentityStatus.class);

  private final InstantSource clock;
  private final Timer rounds;
  private final Counter restated;
  private final Counter failures;
  private volatile boolean here;
  private volatile Resolver.Backlog backlog = new Resolver.Backlog(0, 0);
  private volatile long caughtUpMillis;

  public IdentityStatus(MeterRegistry meters, InstantSource clock) {
    this.clock = clock;
    rounds = meters.timer("riffle.identity.round");
    restated = meters.counter("riffle.identity.restated.senders");
    failures = meters.counter("riffle.identity.failures");
    Gauge.builder("riffle.identity.pending.senders", () -> backlog.senders()).register(meters);
    Gauge.builder("riffle.identity.pending.age", () -> age().toMillis() / 1000.0)
        .baseUnit("seconds")
        .register(meters);
  }

  /** This process resolves, or does not. */
  void here(boolean isHere) {
    if (isHere != here) {
      LOG.infof("identities are resolved in this process: %s", isHere);
    }
    here = isHere;
    if (!isHere) {
      backlog = new Resolver.Backlog(0, 0);
    }
  }

  void pending(Resolver.Backlog pending) {
    backlog = pending;
  }

  void restated(int senders) {
    restated.increment(senders);
  }

  /** Everything that was committed when the round began is resolved and rewritten. */
  void caughtUp(Duration round) {
    rounds.record(round);
    caughtUpMillis = clock.millis();
  }

  void failed(RuntimeException failure) {
    failures.increment();
    LOG.warnf("identity: this round failed, the next one begins again: reason=%s", failure);
  }

  /** For the health check: one line in words. */
  public String words() {
    if (!here) {
      return "resolved in another process";
    }
    if (backlog.senders() > 0) {
      return "%d senders to be rewritten, the oldest for %d s"
          .formatted(backlog.senders(), age().toSeconds());
    }
    return caughtUpMillis == 0
        ? "no round yet"
        : "nothing pending, last round %d s ago"
            .formatted((clock.millis() - caughtUpMillis) / 1000);
  }

  private Duration age() {
    Resolver.Backlog pending = backlog;
    return pending.senders() == 0
        ? Duration.ZERO
        : Duration.ofMillis(Math.max(0, clock.millis() - pending.oldestMillis()));
  }
}
