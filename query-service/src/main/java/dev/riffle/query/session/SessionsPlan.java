package dev.riffle.query.session;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.UnknownNames;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Sessions;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.TimeAxis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A question about sessions that cannot be wrong any more. */
public record SessionsPlan(
    ProjectContext project, Sessions question, LocalRange range, TimeAxis axis) {
  /** A session is followed no further than this from its first event. */
  static final Duration SESSION_MAX = Duration.ofHours(24);

  /** Read around the range: to see that a session began before it, or goes on after it. */
  static final Duration AROUND = SESSION_MAX.multipliedBy(2);

  /**
   * Plans a question. Pure.
   *
   * @throws InvalidQuestion when names are unknown, or the range has too many buckets
   */
  public static SessionsPlan of(
      Sessions question, ProjectContext project, Catalog catalog, Instant now) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < question.segments().size(); i++) {
      String pointer = "/segments/" + i + "/where";
      question
          .segments()
          .get(i)
          .where()
          .ifPresent(where -> UnknownNames.in(where, pointer, catalog, faults));
    }
    if (!faults.isEmpty()) {
      throw new InvalidQuestion(faults);
    }
    return laidOut(question, project, now);
  }

  /** The plan of a question whose names exist. */
  static SessionsPlan laidOut(Sessions question, ProjectContext project, Instant now) {
    LocalRange range =
        LocalRange.of(
            question.scope().range(),
            question.scope().timeZone().orElse(project.zone()),
            project.weekStart(),
            now);
    TimeAxis axis =
        TimeAxis.of(range, question.interval(), project.weekStart())
            .orElseThrow(() ->
                InvalidQuestion.at(
                    "/interval",
                    FaultCode.TOO_LARGE,
                    "This range has more than " + TimeAxis.BUCKETS_MAX + " buckets."));
    return new SessionsPlan(project, question, range, axis);
  }

  /** The named segments, or everybody. */
  List<Optional<Segment>> segments() {
    return question.segments().isEmpty()
        ? List.of(Optional.empty())
        : question.segments().stream().map(Optional::of).toList();
  }
}
