package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.answer.AnsweredRange;
import dev.riffle.query.answer.FeatureUsageAnswer;
import dev.riffle.query.answer.Meta;
import dev.riffle.query.question.FeatureUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnsweredQuestionsTest {
  private static final ProjectId OURS = new ProjectId(1);
  private static final FeatureUsage QUESTION = FeatureUsage.of("plan");
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final AnsweredQuestions answered = new AnsweredQuestions(() -> NOW, 100_000);

  @Test
  void explainsWhatWasAnsweredToTheProjectThatAskedAndToNoOther() {
    FeatureUsageAnswer answer = answer("q1", 10);

    assertThat(answered.keep(OURS, QUESTION, answer)).isSameAs(answer);

    Explanation explanation = answered.explanation(OURS, "q1").orElseThrow();
    assertThat(explanation.kind()).isEqualTo("featureUsage");
    assertThat(explanation.question()).isEqualTo(QUESTION);
    assertThat(explanation.definition()).contains("user property");
    assertThat(explanation.answeredAt()).isEqualTo(NOW);
    assertThat(explanation.rowsRead()).isEqualTo(7);
    assertThat(explanation.sql()).hasSize(1);
    assertThat(answered.explanation(new ProjectId(2), "q1")).isEmpty();
    assertThat(answered.explanation(OURS, "q2")).isEmpty();
  }

  @Test
  void holdsNoMoreThanItsLimit() {
    for (int i = 0; i < 1_000; i++) {
      answered.keep(OURS, QUESTION, answer("q" + i, 1_000));
    }

    long kept = 0;
    for (int i = 0; i < 1_000; i++) {
      kept += answered.explanation(OURS, "q" + i).isPresent() ? 1 : 0;
    }
    assertThat(kept).isBetween(1L, 50L);
  }

  private static FeatureUsageAnswer answer(String queryId, int sqlCharacters) {
    Meta meta =
        new Meta(
            queryId,
            Optional.of(NOW),
            0,
            7,
            70,
            0,
            1,
            true,
            List.of(),
            Optional.empty(),
            List.of(
                new Meta.ExplainedStatement(queryId + "-1", "x".repeat(sqlCharacters), Map.of())));
    LocalDate day = LocalDate.of(2026, 11, 22);
    AnsweredRange range =
        new AnsweredRange(
            day,
            day,
            ZoneId.of("UTC"),
            OffsetDateTime.parse("2026-11-22T00:00:00Z"),
            OffsetDateTime.parse("2026-11-23T00:00:00Z"));
    return new FeatureUsageAnswer(range, Optional.of("plan"), 0, List.of(), List.of(), meta);
  }
}
