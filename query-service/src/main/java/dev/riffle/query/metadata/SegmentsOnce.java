package dev.riffle.query.metadata;

import dev.riffle.project.ProjectId;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.SavedPopulations;
import dev.riffle.query.segment.SavedSegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The saved segments of a project as one request sees them: looked up when a question names them,
 * and then the same until the request ends. For one thread.
 */
public final class SegmentsOnce implements SavedPopulations {
  private final Segments segments;
  private final ProjectId project;
  private final Map<String, Optional<Population>> found = new HashMap<>();

  public SegmentsOnce(Segments segments, ProjectId project) {
    this.segments = segments;
    this.project = project;
  }

  @Override
  public Optional<Population> find(String id) {
    return found.computeIfAbsent(
        id, wanted -> segments.find(project, wanted).map(SavedSegment::population));
  }
}
