package dev.riffle.query.rest;

import dev.riffle.project.ProjectId;
import dev.riffle.query.config.RiffleConfig;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Bounds how many questions of one project run at the same time, so that one project cannot take
 * the engine from the others. One more is refused at once; only the pieces of a file that has begun
 * wait their turn. A question whose asker goes away is cancelled.
 */
@Singleton
public class QuestionSlots {
  private final int perProject;
  private final AskerWatch asker;
  // as many entries as projects that have ever asked
  private final Map<ProjectId, Semaphore> slots = new ConcurrentHashMap<>();

  @Inject
  QuestionSlots(RiffleConfig config, AskerWatch asker) {
    this(config.query().maxConcurrentPerProject(), asker);
  }

  QuestionSlots(int perProject, AskerWatch asker) {
    this.perProject = perProject;
    this.asker = asker;
  }

  public <T> T in(ProjectId project, Supplier<T> question) {
    Semaphore free = slots(project);
    if (!free.tryAcquire()) {
      throw new ProblemException(
          ProblemType.TOO_MANY_QUESTIONS,
          "The project has %d questions running, which is as many as it may."
              .formatted(perProject));
    }
    try {
      return asker.whileThere(question);
    } finally {
      free.release();
    }
  }

  /** A piece of something that cannot be refused any more, because its answer has begun. */
  interface Piece<E extends Exception> {
    void run() throws E;
  }

  /** Waits for a slot, however long that takes; those who wait get theirs in order. */
  <E extends Exception> void inTurn(ProjectId project, Piece<E> piece)
      throws E, InterruptedException {
    Semaphore free = slots(project);
    free.acquire();
    try {
      piece.run();
    } finally {
      free.release();
    }
  }

  private Semaphore slots(ProjectId project) {
    return slots.computeIfAbsent(project, _ -> new Semaphore(perProject, true));
  }
}
