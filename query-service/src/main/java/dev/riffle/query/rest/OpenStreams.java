package dev.riffle.query.rest;

import dev.riffle.project.ProjectId;
import dev.riffle.query.config.RiffleConfig;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Counts the streams that are open, so that there are not too many. Thread-safe. */
@Singleton
class OpenStreams {
  private final int max;
  private final int maxOfProject;
  private final Map<ProjectId, Integer> open = new HashMap<>();

  @Inject
  OpenStreams(RiffleConfig config) {
    this(config.query().maxStreams(), config.query().maxStreamsPerProject());
  }

  OpenStreams(int max, int maxOfProject) {
    this.max = max;
    this.maxOfProject = maxOfProject;
  }

  /**
   * One more, which must be {@linkplain #close closed} once.
   *
   * @throws ProblemException when as many are open as may be
   */
  synchronized void open(ProjectId project) {
    int ofProject = open.getOrDefault(project, 0);
    if (ofProject >= maxOfProject) {
      throw new ProblemException(
          ProblemType.TOO_MANY_STREAMS,
          "As many streams of the project are open as may be: %d.".formatted(maxOfProject));
    }
    if (open.values().stream().mapToInt(Integer::intValue).sum() >= max) {
      throw new ProblemException(
          ProblemType.TOO_MANY_STREAMS,
          "As many streams of all projects are open as may be: %d.".formatted(max));
    }
    open.put(project, ofProject + 1);
  }

  synchronized void close(ProjectId project) {
    open.computeIfPresent(project, (_, ofProject) -> ofProject == 1 ? null : ofProject - 1);
  }
}
