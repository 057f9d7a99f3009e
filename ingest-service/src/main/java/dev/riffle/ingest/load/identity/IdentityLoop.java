package dev.riffle.ingest.load.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The resolver of one process, while it is the one to resolve: a round, a pause, until it is
 * closed. What went wrong is thrown away with the resolver; the next one begins from what is
 * stored.
 */
public final class IdentityLoop implements AutoCloseable {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /** No statement of an earlier owner runs for so long. */
  private static final Duration LEFTOVERS_AGE = Duration.ofHours(1);

  /** For the last of an answer that the engine's limit does not count, and its slack. */
  private static final Duration QUESTION_GRACE = Duration.ofMinutes(1);

  /** An earlier owner that has not noticed yet ends its step meanwhile. */
  private static final int TAKEOVER_ROUNDS = 2;

  private final Function<BooleanSupplier, Resolver> resolvers;
  private final CommittedOffsets offsets;
  private final BooleanSupplier isHere;
  private final CountDownLatch tables;
  private final IdentityStatus status;
  private final Duration interval;
  private final Duration rewrittenAge;
  private final Thread thread;
  private @Nullable Resolver resolver;
  private int roundsHere;

  /**
   * @param resolvers makes one, which asks whether it may go on
   * @param isHere true while this process is the one to resolve
   * @param tables open when the tables are up to date
   */
  public IdentityLoop(
      Function<BooleanSupplier, Resolver> resolvers,
      CommittedOffsets offsets,
      BooleanSupplier isHere,
      CountDownLatch tables,
      IdentityStatus status,
      IdentityConfig config) {
    this.resolvers = resolvers;
    this.offsets = offsets;
    this.isHere = isHere;
    this.tables = tables;
    this.status = status;
    this.interval = config.interval();
    this.rewrittenAge = config.questionMaxTime().plus(QUESTION_GRACE);
    this.thread = Thread.ofVirtual().name("load-identity").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Breaks a round off: the next owner does it again. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      var _ = thread.join(STOP_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      tables.await();
    } catch (InterruptedException e) {
      return;
    }
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(interval);
        roundIfHere();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        // the outermost loop: whatever it was, rows would stay as they are for good
        resolver = null;
        if (!Thread.currentThread().isInterrupted()) {
          status.failed(e);
        }
      }
    }
  }

  private void roundIfHere() throws InterruptedException {
    boolean here = isHere.getAsBoolean();
    status.here(here);
    if (!here) {
      resolver = null;
      roundsHere = 0;
    } else if (++roundsHere > TAKEOVER_ROUNDS) {
      round();
    }
  }

  private void round() throws InterruptedException {
    long start = System.nanoTime();
    Resolver current =
        Optional.ofNullable(resolver).orElseGet(() -> resolvers.apply(this::mayGoOn));
    resolver = current;
    current.resolve(offsets.read());
    status.pending(current.backlog());
    int senders = mayGoOn() ? current.restateSome() : 0;
    while (senders > 0) {
      status.restated(senders);
      status.pending(current.backlog());
      senders = mayGoOn() ? current.restateSome() : 0;
    }
    if (mayGoOn()) {
      current.removeRewritten(rewrittenAge);
      current.removeLeftovers(LEFTOVERS_AGE);
      status.caughtUp(Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private boolean mayGoOn() {
    return isHere.getAsBoolean() && !Thread.currentThread().isInterrupted();
  }
}
