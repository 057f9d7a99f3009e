package dev.riffle.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.riffle.project.ProjectId;
import dev.riffle.query.answer.FeatureUsageAnswer;
import dev.riffle.query.answer.Meta.ExplainedStatement;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.catalog.StoredCatalogs;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.reference.HistoryWriter;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The front door over a real engine: a million rows of a product with plans. */
class AnalystIT {
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(1), ZoneOffset.UTC, DayOfWeek.MONDAY);
  private static final ProjectContext EMPTY =
      new ProjectContext(new ProjectId(2), ZoneId.of("Europe/Budapest"), DayOfWeek.MONDAY);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String MAIN =
      """
      {"events": ["Feature 1"], "last": "30d", "groupBy": [{"property": "plan", "of": "user"}]}
      """;

  private static EngineForTests engine;
  private static Analyst analyst;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    engine.execute(
        """
        INSERT INTO events (project, event, kind, aid, ts, uid, received_ts, user_text, text, _offset)
        SELECT 1, concat('Feature ', toString(1 + intHash32(number) % 10)), 'track',
          1 + intHash32(number + 7) % 50000 AS person,
          toDateTime64('2026-08-25 00:00:00', 3, 'UTC') + toIntervalMillisecond(intHash64(number) % (90 * 86400000)) AS time,
          person, time + toIntervalSecond(1),
          map('plan', ['free', 'premium', 'enterprise'][1 + (person + toMonth(time)) % 3]),
          map('device', ['ios', 'android', 'web'][1 + number % 3]), number
        FROM numbers(1000000)
        """);
    new HistoryWriter(engine.writer())
        .insert(
            "catalog",
            List.of(
                "{\"project\": 1, \"entry\": \"event\", \"name\": \"Feature 1\", \"occurrences\": 1}",
                "{\"project\": 1, \"entry\": \"user_property\", \"name\": \"plan\", \"detail\": \"text\"}",
                "{\"project\": 1, \"entry\": \"user_value\", \"name\": \"plan\", \"detail\": \"free\"}"));
    analyst =
        new Analyst(
            engine.reader(),
            new StoredCatalogs(
                engine.reader(), () -> UUID.randomUUID().toString(), EngineForTests.LIMITS),
            () -> NOW,
            () -> UUID.randomUUID().toString(),
            EngineForTests.LIMITS,
            ResultCache.none());
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void thePersonWhoChangesPlanCountsInBoth() {
    SegmentationAnswer answer = analyst.answer(PROJECT, QuestionReader.segmentation(MAIN));

    var series = answer.series().getFirst();
    long sum =
        series.groups().stream()
            .mapToLong(group -> group.line().total().uniques().orElseThrow())
            .sum();
    assertThat(series.groups()).extracting("label").hasSize(3).doesNotContain("(other)");
    assertThat(sum).isGreaterThan(series.line().total().uniques().orElseThrow());
    assertThat(answer.buckets()).hasSize(30);
    assertThat(answer.meta().asOf()).isPresent();
    assertThat(answer.meta().rowsRead()).isPositive();
    assertThat(answer.meta().sql()).isEmpty();
  }

  @Test
  void askingAgainAsOfTheWatermarkGivesTheSameNumbers() throws Exception {
    SegmentationAnswer first = analyst.answer(PROJECT, QuestionReader.segmentation(MAIN));
    Instant asOf = first.meta().asOf().orElseThrow();
    engine.execute(
        "INSERT INTO events (project, event, kind, aid, uid, ts, received_ts, user_text) SELECT 1,"
            + " 'Feature 1', 'track', 70000, 70000, toDateTime64('2026-11-20 00:00:00', 3, 'UTC'),"
            + " toDateTime64('2026-12-31 00:00:00', 3, 'UTC'), map('plan', 'free')");

    SegmentationAnswer later = analyst.answer(PROJECT, QuestionReader.segmentation(MAIN));
    SegmentationAnswer again =
        analyst.answer(
            PROJECT,
            QuestionReader.segmentation(
                MAIN.replace("\"last\"", "\"asOfReceived\": \"" + asOf + "\", \"last\"")));

    assertThat(again.series()).isEqualTo(first.series());
    assertThat(again.meta().asOf()).contains(asOf);
    assertThat(later.series()).isNotEqualTo(first.series());
    assertThat(later.meta().asOf()).contains(Instant.parse("2026-12-31T00:00:00Z"));
  }

  @Test
  void aProjectWithoutEventsKnowsNoNames() {
    InvalidQuestion refused =
        catchThrowableOfType(
            InvalidQuestion.class, () -> analyst.answer(EMPTY, QuestionReader.segmentation(MAIN)));

    assertThat(refused.faults())
        .extracting(Fault::pointer, Fault::code)
        .containsExactly(
            tuple("/events/0/event", FaultCode.UNKNOWN_EVENT),
            tuple("/groupBy/0/property", FaultCode.UNKNOWN_PROPERTY));
  }

  @Test
  void anEventOfANewNameCanBeAskedForAtOnce() throws Exception {
    String late = MAIN.replace("Feature 1", "Feature 3");
    analyst.answer(PROJECT, QuestionReader.segmentation(MAIN));
    assertThat(
            catchThrowableOfType(
                    InvalidQuestion.class,
                    () -> analyst.answer(PROJECT, QuestionReader.segmentation(late)))
                .faults())
        .extracting(Fault::code)
        .containsExactly(FaultCode.UNKNOWN_EVENT);

    new HistoryWriter(engine.writer())
        .insert(
            "catalog",
            List.of(
                "{\"project\": 1, \"entry\": \"event\", \"name\": \"Feature 3\", \"occurrences\": 1}"));

    SegmentationAnswer answer = analyst.answer(PROJECT, QuestionReader.segmentation(late));
    assertThat(answer.series().getFirst().line().total().uniques().orElseThrow()).isPositive();
  }

  @Test
  void explainShowsWhatWasAsked() {
    FeatureUsageAnswer answer =
        analyst.answer(
            PROJECT, QuestionReader.featureUsage(Map.of("by", "plan", "explain", "true")));

    List<ExplainedStatement> statements = answer.meta().sql().orElseThrow();
    assertThat(statements).hasSize(3);
    assertThat(statements.get(1).queryId()).isEqualTo(answer.meta().queryId() + "-2");
    assertThat(statements.get(1).text()).contains("project = {p");
    assertThat(answer.features()).hasSize(10);
    assertThat(answer.segments()).extracting("label").hasSize(3);
  }

  /** {@code -Dbench=true}: prints medians beside those of the same statement sent by itself. */
  @Test
  @EnabledIfSystemProperty(named = "bench", matches = "true")
  void latency() throws Exception {
    var question = QuestionReader.segmentation(MAIN);
    var explained =
        QuestionReader.segmentation(MAIN.replace("\"last\"", "\"explain\": true, \"last\""));
    for (int i = 0; i < 30; i++) {
      analyst.answer(PROJECT, question);
    }
    String plain =
        """
        SELECT day, u_plan, uniqExact(uid), count() FROM events
        WHERE project = 1 AND event = 'Feature 1' AND day >= '2026-10-24' AND day <= '2026-11-22'
        GROUP BY day, u_plan\
        """;
    double ours = median(() -> analyst.answer(PROJECT, question));
    double bare = median(() -> engine.execute(plain));
    double watermark =
        median(() -> engine.execute("SELECT max(received_ts) FROM events WHERE project = 1"));
    double usage =
        median(() -> analyst.answer(PROJECT, QuestionReader.featureUsage(Map.of("by", "plan"))));
    System.out.printf(
        "main question %.1f ms, plain SQL %.1f ms, watermark alone %.1f ms, feature usage %.1f ms;"
            + " statements %d%n",
        ours,
        bare,
        watermark,
        usage,
        analyst.answer(PROJECT, explained).meta().sql().orElseThrow().size());
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double median(Work work) throws Exception {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 31; i++) {
      long start = System.nanoTime();
      work.run();
      nanos.add(System.nanoTime() - start);
    }
    Long[] sorted = nanos.toArray(Long[]::new);
    Arrays.sort(sorted);
    return Duration.ofNanos(sorted[15]).toNanos() / 1e6;
  }
}
