package dev.riffle.query.rest;

import dev.riffle.query.config.RiffleConfig;
import dev.riffle.query.engine.Cancellation;
import dev.riffle.query.metadata.KnownKey;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs a bounded number of questions at the same time, with every API key in its turn ({@link
 * FairQueue}): no key can take the engine from the others. A question waits for its turn at most
 * for a while, and is refused at once when too many wait already; the pieces of a file that has
 * begun wait as long as it takes. A question whose asker goes away is cancelled, also while it
 * waits; so is one of {@link RunningQuestions} on demand.
 *
 * <p>Thread-safe. Questions do not ask within a question: that could wait for itself.
 */
@Singleton
public class QuestionSlots {
  private final FairQueue.Limits limits;
  private final Duration maxWait;
  private final RunningQuestions questions;
  private final AskerWatch asker;
  private final Timer waits;
  // its own lock, which is held for the decisions alone
  private final FairQueue<Long, Turn> queue;

  /** That of one question. */
  private static final class Turn {
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile boolean givenUp;

    void come() {
      decided.countDown();
    }

    void giveUp() {
      givenUp = true;
      decided.countDown();
    }
  }

  /** A piece of something that cannot be refused any more, because its answer has begun. */
  interface Piece<T, E extends Exception> {
    T run() throws E;
  }

  @Inject
  QuestionSlots(
      RiffleConfig config, RunningQuestions questions, AskerWatch asker, MeterRegistry meters) {
    this(limits(config.query()), config.query().maxWait(), questions, asker, meters);
  }

  QuestionSlots(
      FairQueue.Limits limits,
      Duration maxWait,
      RunningQuestions questions,
      AskerWatch asker,
      MeterRegistry meters) {
    this.limits = limits;
    this.maxWait = maxWait;
    this.questions = questions;
    this.asker = asker;
    this.queue = new FairQueue<>(limits);
    this.waits =
        Timer.builder("riffle.questions.wait")
            .description("How long questions wait for their turn, and pieces of files")
            .register(meters);
    Gauge.builder("riffle.questions.running", this, slots -> slots.running())
        .description("Questions that run now")
        .register(meters);
    Gauge.builder("riffle.questions.waiting", this, slots -> slots.waiting())
        .description("Questions that wait for their turn now")
        .register(meters);
  }

  /**
   * Answers a question in its turn.
   *
   * @throws ProblemException when too many wait, or it has waited for too long
   */
  public <T> T in(KnownKey key, Supplier<T> question) {
    return in(key, Optional.empty(), question);
  }

  /**
   * As {@link #in(KnownKey, Supplier)}.
   *
   * @param chosen the question's id, if the asker has chosen one
   */
  <T> T in(KnownKey key, Optional<String> chosen, Supplier<T> question) {
    return questions.during(
        key.project().id(),
        chosen,
        running ->
            asker.whileThere(running.cancellation(), () -> inItsTurn(key.id(), running, question)));
  }

  /** Runs a piece in its turn, however long it waits. */
  <T, E extends Exception> T inTurn(KnownKey key, Piece<T, E> piece) throws E {
    Turn turn = new Turn();
    synchronized (queue) {
      if (queue.enterAnyhow(key.id(), turn) == FairQueue.Entry.RUNS) {
        turn.come();
      }
    }
    try {
      long started = System.nanoTime();
      turn.decided.await();
      waits.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
      return piece.run();
    } catch (InterruptedException e) {
      throw stopped();
    } finally {
      leave(key.id(), turn);
    }
  }

  private <T> T inItsTurn(long key, RunningQuestions.Running running, Supplier<T> question) {
    Turn turn = new Turn();
    enter(key, turn);
    running.waits(() -> place(key, turn));
    try {
      await(key, turn, running.cancellation());
      running.begin();
      return question.get();
    } finally {
      leave(key, turn);
    }
  }

  private void enter(long key, Turn turn) {
    FairQueue.Entry entry;
    synchronized (queue) {
      entry = queue.enter(key, turn);
    }
    switch (entry) {
      case RUNS -> turn.come();
      case WAITS -> {}
      case KEY_IS_FULL ->
          throw new ProblemException(
              ProblemType.TOO_MANY_QUESTIONS,
              "This key has as many questions waiting as it may: %d."
                  .formatted(limits.waitingOfKey()));
      case ALL_IS_FULL ->
          throw new ProblemException(
              ProblemType.SERVICE_BUSY,
              "As many questions of all keys wait as may: %d.".formatted(limits.waiting()));
    }
  }

  private void await(long key, Turn turn, Cancellation cancellation) {
    long started = System.nanoTime();
    try {
      if (!cancellation.begin(turn::giveUp)) {
        turn.giveUp();
      }
      if (!turn.decided.await(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
        unlessItHasJustCome(key, turn);
      }
    } catch (InterruptedException e) {
      throw stopped();
    } finally {
      cancellation.end();
      waits.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }
    if (turn.givenUp) {
      throw new ProblemException(
          ProblemType.QUESTION_CANCELLED, "It was cancelled while it waited for its turn.");
    }
  }

  private void unlessItHasJustCome(long key, Turn turn) {
    boolean come;
    boolean ownDoing;
    synchronized (queue) {
      come = queue.isRunning(key, turn);
      ownDoing = queue.hasWholeShare(key);
    }
    if (!come) {
      throw ownDoing
          ? new ProblemException(
              ProblemType.TOO_MANY_QUESTIONS,
              "The question has waited for %d ms behind %d others of its key."
                  .formatted(maxWait.toMillis(), limits.runningOfKey()))
          : new ProblemException(
              ProblemType.SERVICE_BUSY,
              "The question has waited for %d ms behind those of other keys."
                  .formatted(maxWait.toMillis()));
    }
  }

  private void leave(long key, Turn turn) {
    synchronized (queue) {
      queue.leave(key, turn).ifPresent(Turn::come);
    }
  }

  private int place(long key, Turn turn) {
    synchronized (queue) {
      return queue.place(key, turn);
    }
  }

  private int running() {
    synchronized (queue) {
      return queue.running();
    }
  }

  private int waiting() {
    synchronized (queue) {
      return queue.waiting();
    }
  }

  private static ProblemException stopped() {
    Thread.currentThread().interrupt();
    return new ProblemException(ProblemType.SERVICE_BUSY, "The service stops.");
  }

  private static FairQueue.Limits limits(RiffleConfig.Query query) {
    return new FairQueue.Limits(
        query.maxRunning(), query.maxRunningPerKey(), query.maxWaiting(), query.maxWaitingPerKey());
  }
}
