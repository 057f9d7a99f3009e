package dev.riffle.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.catalog.StoredCatalogs;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.reference.HistoryWriter;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pairs of projects with the same events: in one all rows say their person, in the other every
 * second sender's correction waits. The pairs differ in how many owners senders had. {@code
 * -Dbench=true} takes a million rows and 100,000 corrections in each, and prints what a question
 * costs in both, in turns.
 */
class PendingCorrectionsIT {
  private static final boolean BENCH = Boolean.getBoolean("bench");
  private static final int SENDERS = BENCH ? 200_000 : 20_000;
  private static final int WAITING = SENDERS / 2 - 1_000;
  private static final int ROWS = BENCH ? Integer.getInteger("rows", 1_000_000) : 50_000;
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  /** Who the person of an event is, and the owners of a sender; of a tenth of them several. */
  enum Owners {
    ONE("sender - 1", "[(-9223372036854775808, sender - 1)]"),
    TWO(
        "if(sender % 20 = 0 AND time >= fromUnixTimestamp64Milli(1790812800000), sender - 3, sender"
            + " - 1)",
        """
        if(sender % 20 = 0,
            [(-9223372036854775808, sender - 1), (1790812800000, sender - 3)],
            [(-9223372036854775808, sender - 1)])
        """),
    THREE(
        """
        multiIf(sender % 20 = 0 AND time >= fromUnixTimestamp64Milli(1793491200000), sender - 5,
            sender % 20 = 0 AND time >= fromUnixTimestamp64Milli(1790812800000), sender - 3,
            sender - 1)
        """,
        """
        if(sender % 20 = 0,
            [(-9223372036854775808, sender - 1), (1790812800000, sender - 3), (1793491200000, sender - 5)],
            [(-9223372036854775808, sender - 1)])
        """);

    private final String person;
    private final String stretches;

    Owners(String person, String stretches) {
      this.person = person;
      this.stretches = stretches;
    }

    int written() {
      return switch (this) {
        case ONE -> 1;
        case TWO -> 3;
        case THREE -> 5;
      };
    }

    int pending() {
      return written() + 1;
    }
  }

  private static EngineForTests engine;
  private static Analyst analyst;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    for (Owners owners : Owners.values()) {
      write(owners);
    }
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

  private static void write(Owners owners) throws Exception {
    for (int project : List.of(owners.written(), owners.pending())) {
      engine.execute(
          """
          INSERT INTO events (project, event, kind, aid, ts, uid, received_ts, user_text, _offset)
          WITH 1 + intHash32(number + 7) %% %d AS sender,
            toDateTime64('2026-08-25 00:00:00', 3, 'UTC')
              + toIntervalMillisecond(intHash64(number) %% (90 * 86400000)) AS time
          SELECT %d, concat('Feature ', toString(1 + intHash32(number) %% 2)), 'track', sender, time,
            %s, time + toIntervalSecond(1),
            map('plan', ['free', 'premium', 'enterprise'][1 + intHash32(number + 3) %% 3]), number
          FROM numbers(%d)
          """
              .formatted(
                  SENDERS,
                  project,
                  project == owners.written()
                      ? "if(sender % 2 = 1, sender, " + owners.person + ")"
                      : "sender",
                  ROWS));
      new HistoryWriter(engine.writer())
          .insert(
              "catalog",
              List.of(
                  "{\"project\": %d, \"entry\": \"event\", \"name\": \"Feature 1\"}"
                      .formatted(project),
                  "{\"project\": %d, \"entry\": \"user_property\", \"name\": \"plan\", \"detail\": \"text\"}"
                      .formatted(project),
                  "{\"project\": %d, \"entry\": \"user_value\", \"name\": \"plan\", \"detail\": \"free\"}"
                      .formatted(project)));
    }
    engine.execute(
        """
        INSERT INTO restatements (project, aid, owners, version)
        WITH (number + 1) * 2 AS sender
        SELECT %d, sender, %s, 2 FROM numbers(%d)
        """
            .formatted(owners.pending(), owners.stretches, SENDERS / 2));
    // what newer corrections replaced, and one that changes no owner
    engine.execute(
        """
        INSERT INTO restatements (project, aid, owners, version)
        SELECT %d, (number + 1) * 100, [(-9223372036854775808, 7)], 1 FROM numbers(%d)
        UNION ALL SELECT %1$d, 20, [], 3
        """
            .formatted(owners.pending(), SENDERS / 100));
    // what is rewritten does not wait; until it is gone an older question finds it all the same
    engine.execute(
        "INSERT INTO restated (project, aid, version) SELECT project, aid, version FROM"
            + " restatements WHERE project = %d AND aid <= %d"
                .formatted(owners.pending(), 2 * (SENDERS / 2 - WAITING)));
  }

  @ParameterizedTest
  @EnumSource
  void pendingCorrectionsGiveTheNumbersOfRewrittenRows(Owners owners) throws Exception {
    agree(owners, "numbers together");
    // a sender with a number so great that no list is made of them
    engine.execute(
        "INSERT INTO restatements (project, aid, owners, version) VALUES (%d, 4000000000, [(0, 1)], 1)"
            .formatted(owners.pending()));
    engine.execute(
        "INSERT INTO restated (project, aid, version) VALUES (%d, 4000000000, 1)"
            .formatted(owners.pending()));
    agree(owners, "numbers apart");
  }

  private static void agree(Owners owners, String numbers) {
    for (String question : questions()) {
      Segmentation asked = QuestionReader.segmentation(question);
      SegmentationAnswer written = analyst.answer(project(owners.written()), asked);
      SegmentationAnswer pending = analyst.answer(project(owners.pending()), asked);

      assertThat(pending.series()).as(question).isEqualTo(written.series());
      assertThat(pending.segments()).as(question).isEqualTo(written.segments());
      assertThat(written.series().getFirst().line().total().uniques().orElseThrow())
          .isBetween(SENDERS / 4L, SENDERS / 2L);
      assertThat(written.meta().pendingCorrections()).isZero();
      assertThat(written.meta().warnings()).isEmpty();
      assertThat(pending.meta().pendingCorrections()).isEqualTo(WAITING);
      assertThat(pending.meta().warnings())
          .singleElement()
          .asString()
          .startsWith("Stored events of " + WAITING + " senders are being corrected.");
      if (BENCH) {
        measure(owners + ", " + numbers, question, asked, owners);
      }
    }
  }

  private static ProjectContext project(int number) {
    return new ProjectContext(new ProjectId(number), ZoneOffset.UTC, DayOfWeek.MONDAY);
  }

  private static List<String> questions() {
    return List.of(
        """
        {"events": ["Feature 1"], "from": "2026-08-25", "to": "2026-11-22", "interval": "none"}
        """,
        """
        {"events": ["Feature 1"], "from": "2026-09-01", "to": "2026-11-22",
         "groupBy": [{"property": "plan", "of": "user"}],
         "segments": [{"name": "free", "where": {"property": "plan", "of": "user", "op": "is", "values": ["free"]}}]}
        """);
  }

  private static void measure(String what, String question, Segmentation asked, Owners owners) {
    List<Long> written = new ArrayList<>();
    List<Long> pending = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      written.add(nanos(() -> analyst.answer(project(owners.written()), asked)));
      pending.add(nanos(() -> analyst.answer(project(owners.pending()), asked)));
    }
    Collections.sort(written);
    Collections.sort(pending);
    System.out.printf(
        "%s %swritten min/median %.1f/%.1f ms, %d pending min/median %.1f/%.1f ms: %.2f x, %.2f"
            + " x%n",
        what,
        question,
        written.getFirst() / 1e6,
        written.get(10) / 1e6,
        SENDERS / 2,
        pending.getFirst() / 1e6,
        pending.get(10) / 1e6,
        (double) pending.getFirst() / written.getFirst(),
        (double) pending.get(10) / written.get(10));
  }

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }
}
