package dev.riffle.query.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.answer.Answer;
import dev.riffle.query.answer.Meta;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.Question;
import dev.riffle.query.question.Segmentation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How an answer came about.
 *
 * @param kind of the question: what {@code POST /api/v1/people} calls it
 * @param definition what its numbers mean, in words
 * @param question as it was understood, with everything that was left out
 * @param visibleTo who may read this
 * @param sql the statements as the engine ran them, with their parameters
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Explanation(
    String queryId,
    String kind,
    String definition,
    @Schema(type = SchemaType.OBJECT, implementation = Object.class) Question question,
    Instant answeredAt,
    Optional<Instant> asOf,
    long pendingCorrections,
    long rowsRead,
    long bytesRead,
    long tookMs,
    List<String> warnings,
    String visibleTo,
    List<Meta.ExplainedStatement> sql) {
  private static final String ELSEWHERE = "See docs/semantics.md, the section of this kind.";

  private static final Map<Class<? extends Question>, String> DEFINITIONS =
      Map.of(
          Segmentation.class,
          "Distinct persons (uniques) and events (totals) of tracked events in the range that meet"
              + " the series' condition, the question's and the segment's; per bucket of local time,"
              + " over the whole range, and by groups of property values. A person who counts in"
              + " several buckets or groups counts once over all.",
          FeatureUsage.class,
          "For each tracked event and each value of the user property at the event: distinct persons"
              + " who had the event while they had the value, their share of all persons active with"
              + " the value, and that share compared to everybody active with another value.");

  static Explanation of(Question question, Answer answer, Instant answeredAt) {
    Meta meta = answer.meta();
    return new Explanation(
        meta.queryId(),
        kind(question),
        DEFINITIONS.getOrDefault(question.getClass(), ELSEWHERE),
        question,
        answeredAt,
        meta.asOf(),
        meta.pendingCorrections(),
        meta.rowsRead(),
        meta.bytesRead(),
        meta.tookMs(),
        meta.warnings(),
        "keys of the same project that may ask",
        meta.statements());
  }

  /** As the record is called: {@code segmentation}, {@code featureUsage}. */
  private static String kind(Question question) {
    String name = question.getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
