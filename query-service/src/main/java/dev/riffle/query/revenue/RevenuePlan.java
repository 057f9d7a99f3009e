package dev.riffle.query.revenue;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.UnknownNames;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.Revenue;
import dev.riffle.query.question.Segment;
import dev.riffle.query.time.LocalRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A question about revenue that cannot be wrong any more. */
public record RevenuePlan(ProjectContext project, Revenue question, LocalRange range) {
  /** A day of a person's life. */
  static final Duration DAY = Duration.ofHours(24);

  /**
   * Plans a question. Pure.
   *
   * @throws InvalidQuestion when names are unknown
   */
  public static RevenuePlan of(
      Revenue question, ProjectContext project, Catalog catalog, Instant now) {
    List<Fault> faults = new ArrayList<>();
    question
        .event()
        .event()
        .flatMap(event -> UnknownNames.event(catalog, event, "/event/event"))
        .ifPresent(faults::add);
    question
        .event()
        .where()
        .ifPresent(where -> UnknownNames.in(where, "/event/where", catalog, faults));
    UnknownNames.property(catalog, PropertyOf.EVENT, question.property(), "/property")
        .ifPresent(faults::add);
    UnknownNames.inSegments(question.segments(), catalog, faults);
    if (!faults.isEmpty()) {
      throw new InvalidQuestion(faults);
    }
    return laidOut(question, project, now);
  }

  /** The plan of a question whose names exist. */
  static RevenuePlan laidOut(Revenue question, ProjectContext project, Instant now) {
    return new RevenuePlan(
        project,
        question,
        LocalRange.of(
            question.scope().range(),
            question.scope().timeZone().orElse(project.zone()),
            project.weekStart(),
            now));
  }

  /** When nobody's last day goes on any more. */
  Instant end() {
    return range.end().plus(DAY.multipliedBy(question.days() + 1L));
  }

  /** The named segments, or everybody. */
  List<Optional<Segment>> segments() {
    return question.segments().isEmpty()
        ? List.of(Optional.empty())
        : question.segments().stream().map(Optional::of).toList();
  }
}
