package dev.riffle.query.usage;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.UnknownNames;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.time.LocalRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A feature usage question that cannot be wrong any more. */
public record UsagePlan(ProjectContext project, FeatureUsage question, LocalRange range) {
  /**
   * Plans a question. Pure.
   *
   * @throws InvalidQuestion when names are unknown
   */
  public static UsagePlan of(
      FeatureUsage question, ProjectContext project, Catalog catalog, Instant now) {
    List<Fault> faults = new ArrayList<>();
    question
        .by()
        .flatMap(by -> UnknownNames.property(catalog, PropertyOf.USER, by, "/by"))
        .ifPresent(faults::add);
    UnknownNames.inSegments(question.segments(), catalog, faults);
    question.where().ifPresent(where -> UnknownNames.in(where, "/where", catalog, faults));
    if (!faults.isEmpty()) {
      throw new InvalidQuestion(faults);
    }
    LocalRange range =
        LocalRange.of(
            question.scope().range(),
            question.scope().timeZone().orElse(project.zone()),
            project.weekStart(),
            now);
    return new UsagePlan(project, question, range);
  }
}
