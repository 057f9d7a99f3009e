package dev.riffle.query.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.answer.Answer;
import dev.riffle.query.answer.Meta;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.Lifecycle;
import dev.riffle.query.question.Paths;
import dev.riffle.query.question.Question;
import dev.riffle.query.question.QuestionKind;
import dev.riffle.query.question.Retention;
import dev.riffle.query.question.Revenue;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.question.Sessions;
import dev.riffle.query.question.Stickiness;
import java.time.Instant;
import java.util.List;
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
    @Schema(
            type = SchemaType.OBJECT,
            implementation = Object.class,
            additionalProperties = Schema.True.class)
        Question question,
    Instant answeredAt,
    Optional<Instant> asOf,
    long pendingCorrections,
    long rowsRead,
    long bytesRead,
    long tookMs,
    List<String> warnings,
    String visibleTo,
    List<Meta.ExplainedStatement> sql) {
  static Explanation of(Question question, Answer answer, Instant answeredAt) {
    Meta meta = answer.meta();
    return new Explanation(
        meta.queryId(),
        QuestionKind.of(question).wire(),
        definition(question),
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

  private static String definition(Question question) {
    return switch (question) {
      case Segmentation _ ->
          "Distinct persons (uniques) and events (totals) of tracked events in the range that meet"
              + " the series' condition, the question's and the segment's; per bucket of local time,"
              + " over the whole range, and by groups of property values. A person who counts in"
              + " several buckets or groups counts once over all.";
      case FeatureUsage _ ->
          "For each tracked event and each value of the user property at the event, or each segment:"
              + " distinct persons who had the event while they had the value, their share of all"
              + " persons active with the value, and that share compared to everybody active with"
              + " another value, or outside the segment.";
      case Funnel _ ->
          "For each step the persons whose path reached it: events that meet the steps in the asked"
              + " order, the first one in the range, the last within the window after it. Of several"
              + " paths of a person the longest counts, then the earliest, unless the question says"
              + " the first, or every entry. Shares are of the step before and of the first step.";
      case Paths _ ->
          "From each person's first anchor in the range, the events after it, or before it, within"
              + " the window or the session, repeats in a row taken as one. A link counts the persons"
              + " who went from one event to the next at that step. In a segment is whose anchor meets"
              + " what the segment says.";
      case Retention _ ->
          "Persons by the period in which they started, and how many of them had the return event,"
              + " later than their start, in each period after it. A cohort that has not finished a"
              + " period is in no rate of that period; the overall rate is that of all others"
              + " together.";
      case Lifecycle _ ->
          "For each period the persons who were active in it: new, first seen then; current, active"
              + " in the period before too; resurrected, active earlier but not in the period before."
              + " Dormant are those of the period before who did not come. Pulse is (new +"
              + " resurrected) / dormant.";
      case Stickiness _ ->
          "For each week or month the persons by the number of different local days on which they"
              + " were active: on exactly so many, and on at least so many.";
      case Sessions _ ->
          "Stretches of one person's events: those with one client's session id, or, without any,"
              + " those with no pause longer than the inactivity between them. A session counts"
              + " where it begins; its length and its events are those of its first 24 hours."
              + " Its first event says whether it counts, and in which segment and group."
              + " Repeat persons began two or more.";
      case Revenue _ ->
          "Persons whose first tracked event ever is in the range, and the sum of the property over"
              + " their events from then to the end of each day of 24 hours of their lives. A day"
              + " counts those for whom it has ended by the watermark. Paying persons have an amount"
              + " above 0 by then. A segment is what the first event meets.";
    };
  }
}
