package dev.riffle.query.paths;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.UnknownNames;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PathDirection;
import dev.riffle.query.question.Paths;
import dev.riffle.query.time.LocalRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A question about paths that cannot be wrong any more. */
public record PathsPlan(ProjectContext project, Paths question, LocalRange range) {
  /** Events further apart belong to different sessions. */
  public static final Duration SESSION_GAP = Duration.ofMinutes(30);

  /** A session is followed no further than this from the anchor. */
  public static final Duration SESSION_MAX = Duration.ofHours(24);

  /**
   * Plans a question. Pure.
   *
   * @throws InvalidQuestion when names are unknown
   */
  public static PathsPlan of(Paths question, ProjectContext project, Catalog catalog, Instant now) {
    List<Fault> faults = new ArrayList<>();
    UnknownNames.event(catalog, question.anchor().event(), "/anchor/event").ifPresent(faults::add);
    question
        .anchor()
        .where()
        .ifPresent(where -> UnknownNames.in(where, "/anchor/where", catalog, faults));
    question.where().ifPresent(where -> UnknownNames.in(where, "/where", catalog, faults));
    UnknownNames.inSegments(question.segments(), catalog, faults);
    for (int i = 0; i < question.exclude().size(); i++) {
      UnknownNames.event(catalog, question.exclude().get(i), "/exclude/" + i)
          .ifPresent(faults::add);
    }
    if (!faults.isEmpty()) {
      throw new InvalidQuestion(faults);
    }
    return new PathsPlan(
        project,
        question,
        LocalRange.of(
            question.scope().range(),
            question.scope().timeZone().orElse(project.zone()),
            project.weekStart(),
            now));
  }

  /** How far from the anchor events are looked at. */
  Duration reach() {
    return question.window().map(window -> window.length()).orElse(SESSION_MAX);
  }

  boolean followsSession() {
    return question.window().isEmpty();
  }

  /** Of the rows that are read. */
  Instant start() {
    return question.direction() == PathDirection.BEFORE
        ? range.start().minus(reach())
        : range.start();
  }

  /** First instant after them. */
  Instant end() {
    return question.direction() == PathDirection.AFTER ? range.end().plus(reach()) : range.end();
  }
}
