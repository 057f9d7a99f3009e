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
 * the engine from the others. One more is refused at once; nothing queues.
 */
@Singleton
public class QuestionSlots {
  private final int perProject;
  // as many entries as projects that have ever asked
  private final Map<ProjectId, Semaphore> slots = new ConcurrentHashMap<>();

  @Inject
  QuestionSlots(RiffleConfig config) {
    this(config.query().maxConcurrentPerProject());
  }

  QuestionSlots(int perProject) {
    this.perProject = perProject;
  }

  public <T> T in(ProjectId project, Supplier<T> question) {
    Semaphore free = slots.computeIfAbsent(project, _ -> new Semaphore(perProject));
    if (!free.tryAcquire()) {
      throw new ProblemException(
          ProblemType.TOO_MANY_QUESTIONS,
          "The project has %d questions running, which is as many as it may."
              .formatted(perProject));
    }
    try {
      return question.get();
    } finally {
      free.release();
    }
  }
}
