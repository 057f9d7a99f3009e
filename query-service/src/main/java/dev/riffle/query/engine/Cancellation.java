package dev.riffle.query.engine;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody still wants the answer, and which statement of it runs. The thread that answers
 * binds it ({@link #during}); any other thread may cancel: the statement that runs is stopped in
 * the engine, and no further one begins.
 */
public final class Cancellation {
  private static final ScopedValue<Cancellation> CURRENT = ScopedValue.newInstance();

  /** A statement that has been sent but is not known to the engine yet is told again. */
  private static final long AGAIN_MS = 200;

  private final AtomicReference<Optional<String>> queryId;
  private final Optional<Name> name;
  private boolean cancelled;
  private int statements;
  private @Nullable Running running;

  /** What the asker and the engine call the same question. */
  private record Name(String queryId, String inEngine) {}

  private record Running(Optional<Statement> statement, Runnable stop, CountDownLatch ended) {}

  /**
   * A statement that the engine has been sent and has not answered.
   *
   * @param number from 1, of all statements of the question
   * @param id in the engine
   */
  public record Statement(int number, String id) {}

  /** Of something without a name. */
  public Cancellation() {
    this.queryId = new AtomicReference<>(Optional.empty());
    this.name = Optional.empty();
  }

  /**
   * Of a question that has a name already.
   *
   * @param queryId names its answer
   * @param inEngine begins the names of its statements; unique for the engine
   */
  public Cancellation(String queryId, String inEngine) {
    this.queryId = new AtomicReference<>(Optional.of(queryId));
    this.name = Optional.of(new Name(queryId, inEngine));
  }

  /**
   * The name of the question that this thread answers, to the first who asks for it: the engine
   * does not take a name twice.
   */
  public static Optional<String> takeQueryId() {
    return Objects.requireNonNull(current().queryId.getAndSet(Optional.empty()));
  }

  /** What the engine calls a statement of the question with this name. */
  static String statementId(String queryId, int number) {
    String inEngine =
        current()
            .name
            .filter(name -> name.queryId.equals(queryId))
            .map(Name::inEngine)
            .orElse(queryId);
    return inEngine + "-" + number;
  }

  /** Runs a question whose statements end when this is cancelled. */
  public <T> T during(Supplier<T> question) {
    return ScopedValue.where(CURRENT, this).call(question::get);
  }

  /** Returns at once; the engine is told by a thread of its own, until the statement has ended. */
  public void cancel() {
    Running stopped;
    synchronized (this) {
      cancelled = true;
      stopped = running;
    }
    if (stopped != null) {
      Thread.startVirtualThread(() -> stopUntilEnded(stopped));
    }
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** That of the question that this thread answers, or one that nobody cancels. */
  static Cancellation current() {
    return CURRENT.isBound() ? CURRENT.get() : new Cancellation();
  }

  /** Empty while none runs. */
  public synchronized Optional<Statement> statement() {
    return running == null ? Optional.empty() : running.statement();
  }

  /**
   * A wait for one's turn begins; as {@link #begin(String, Runnable)}, one of them at a time.
   *
   * @param stop ends it; called by other threads, any number of times
   * @return false when it must not begin any more
   */
  public synchronized boolean begin(Runnable stop) {
    return begin(Optional.empty(), stop);
  }

  /**
   * A statement is about to be sent.
   *
   * @param id in the engine
   */
  public synchronized boolean begin(String id, Runnable stop) {
    statements++;
    return begin(Optional.of(new Statement(statements, id)), stop);
  }

  private boolean begin(Optional<Statement> statement, Runnable stop) {
    if (!cancelled) {
      running = new Running(statement, stop, new CountDownLatch(1));
    }
    return !cancelled;
  }

  /** The statement is over, or the wait. */
  public synchronized void end() {
    if (running != null) {
      running.ended().countDown();
      running = null;
    }
  }

  private static void stopUntilEnded(Running running) {
    try {
      do {
        running.stop().run();
      } while (!running.ended().await(AGAIN_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
