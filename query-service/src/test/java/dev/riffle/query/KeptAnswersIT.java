package dev.riffle.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.catalog.StoredCatalogs;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.reference.HistoryWriter;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers whose statements ran before, over a real engine: as long as nothing has changed. */
class KeptAnswersIT {
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(1), ZoneOffset.UTC, DayOfWeek.MONDAY);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String BY_PLAN =
      """
      {"events": ["Upload"], "last": "30d", "measures": ["uniques"],
       "groupBy": [{"property": "plan", "of": "user"}]}
      """;

  private static EngineForTests engine;

  /** The engine takes no block of rows twice. */
  private static long offset;

  private Analyst analyst;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    new HistoryWriter(engine.writer())
        .insert(
            "catalog",
            List.of(
                "{\"project\": 1, \"entry\": \"event\", \"name\": \"Upload\", \"occurrences\": 1}",
                "{\"project\": 1, \"entry\": \"user_property\", \"name\": \"plan\", \"detail\": \"text\"}",
                "{\"project\": 1, \"entry\": \"user_value\", \"name\": \"plan\", \"detail\": \"free\"}"));
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @BeforeEach
  void threePersons() throws Exception {
    engine.execute("TRUNCATE TABLE events");
    upload(1, 3, 1);
    analyst = analyst(new ResultCache(1 << 20));
  }

  @Test
  void theSecondTimeNoStatementReadsEvents() {
    SegmentationAnswer first = ask(analyst);
    SegmentationAnswer second = ask(analyst);

    assertThat(first.meta().statementsReused()).isZero();
    assertThat(second.meta().statementsReused()).isEqualTo(second.meta().statements().size() - 1);
    assertThat(second.meta().rowsRead()).isLessThan(first.meta().rowsRead());
    assertThat(second.meta().queryId()).isNotEqualTo(first.meta().queryId());
    assertThat(second.series()).isEqualTo(first.series());
    assertThat(uniques(second)).isEqualTo(3);
  }

  @Test
  void anotherQuestionIsComputed() {
    ask(analyst);

    SegmentationAnswer other =
        analyst.answer(PROJECT, QuestionReader.segmentation(BY_PLAN.replace("30d", "29d")));

    assertThat(other.meta().statementsReused()).isZero();
  }

  @Test
  void withoutMemoryEveryQuestionIsComputed() {
    Analyst forgetful = analyst(ResultCache.none());
    ask(forgetful);

    assertThat(ask(forgetful).meta().statementsReused()).isZero();
  }

  @Test
  void aRowThatComesLateWithAnEarlierReceivedTimeIsSeen() throws Exception {
    upload(4, 1, 10);
    assertThat(uniques(ask(analyst))).isEqualTo(4);

    upload(5, 1, 2);

    SegmentationAnswer after = ask(analyst);
    assertThat(after.meta().statementsReused()).isZero();
    assertThat(uniques(after)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE events SET uid = 1 WHERE uid = 3",
        "ALTER TABLE events UPDATE uid = 1 WHERE uid = 3 SETTINGS mutations_sync = 1",
        "DELETE FROM events WHERE uid = 3",
        "ALTER TABLE events DELETE WHERE uid = 3 SETTINGS mutations_sync = 1"
      })
  void whatChangesRowsWithoutAddingAnyIsSeen(String change) throws Exception {
    ask(analyst);

    engine.execute(change);

    SegmentationAnswer after = ask(analyst);
    assertThat(after.meta().statementsReused()).isZero();
    assertThat(uniques(after)).isEqualTo(2);
  }

  @Test
  void sameRowsWrittenAnewAreReadAnew() throws Exception {
    ask(analyst);

    engine.execute("TRUNCATE TABLE events");
    upload(7, 3, 1);

    SegmentationAnswer after = ask(analyst);
    assertThat(after.meta().statementsReused()).isZero();
    assertThat(uniques(after)).isEqualTo(3);
  }

  private SegmentationAnswer ask(Analyst asked) {
    return asked.answer(PROJECT, QuestionReader.segmentation(BY_PLAN));
  }

  private static long uniques(SegmentationAnswer answer) {
    return answer.series().getFirst().line().total().uniques().orElseThrow();
  }

  private static Analyst analyst(ResultCache cache) {
    return new Analyst(
        engine.reader(),
        new StoredCatalogs(
            engine.reader(), () -> UUID.randomUUID().toString(), EngineForTests.LIMITS),
        () -> NOW,
        () -> UUID.randomUUID().toString(),
        EngineForTests.LIMITS,
        cache);
  }

  private static void upload(int firstPerson, int persons, int receivedSecond) throws Exception {
    engine.execute(
        """
        INSERT INTO events (project, event, kind, aid, uid, ts, received_ts, user_text, _offset)
        SELECT 1, 'Upload', 'track', %1$d + number, %1$d + number,
          toDateTime64('2026-11-20 00:00:00', 3, 'UTC'),
          toDateTime64('2026-11-20 00:00:00', 3, 'UTC') + toIntervalSecond(%3$d),
          map('plan', 'free'), %4$d + number
        FROM numbers(%2$d)
        """
            .formatted(firstPerson, persons, receivedSecond, offset));
    offset += persons;
  }
}
