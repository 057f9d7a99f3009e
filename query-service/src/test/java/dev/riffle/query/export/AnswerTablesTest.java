package dev.riffle.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.answer.AnsweredRange;
import dev.riffle.query.answer.Bucket;
import dev.riffle.query.answer.ComparedPeriod;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.Line;
import dev.riffle.query.answer.Meta;
import dev.riffle.query.answer.PathsAnswer;
import dev.riffle.query.answer.RevenueAnswer;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.answer.SeriesAnswer;
import dev.riffle.query.answer.SessionsAnswer;
import dev.riffle.query.answer.Values;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.NodeKind;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AnswerTablesTest {
  private static final OffsetDateTime START = OffsetDateTime.parse("2026-03-01T00:00:00Z");
  private static final AnsweredRange RANGE =
      new AnsweredRange(
          LocalDate.parse("2026-03-01"),
          LocalDate.parse("2026-03-01"),
          ZoneOffset.UTC,
          START,
          START.plusDays(1));
  private static final Meta META =
      new Meta("q", Optional.empty(), 0, 0, 0, 0, 0, true, List.of(), Optional.empty(), List.of());

  @Test
  void everyNumberOfASegmentationIsInARow() {
    Line line = new Line(values(3), List.of(values(2)));
    SegmentationAnswer answer =
        new SegmentationAnswer(
            RANGE,
            Interval.DAY,
            List.of(new Bucket(RANGE.from(), START, START.plusDays(1))),
            List.of(
                new SeriesAnswer(
                    "A",
                    "Opened",
                    Optional.of("free"),
                    line,
                    List.of(new GroupAnswer(List.of(), true, "(other)", line)))),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.of(
                new ComparedPeriod(
                    RANGE,
                    List.of(new Bucket(RANGE.from(), START, START.plusDays(1))),
                    List.of(new ComparedPeriod.BucketPair(0, 0)),
                    List.of(new SeriesAnswer("A", "Opened", Optional.of("free"), line, List.of())),
                    List.of(),
                    List.of(),
                    List.of())),
            META);

    AnswerTable table = AnswerTables.of(answer);

    assertThat(table.columns())
        .containsExactly(
            "series", "event", "segment", "uniques", "sum(amount)", "start", "group", "earlier");
    assertThat(table.rows()).hasSize(6);
    assertThat(table.rows().getFirst())
        .isEqualTo(
            Map.of(
                "series",
                "A",
                "event",
                "Opened",
                "segment",
                "free",
                "uniques",
                3L,
                "sum(amount)",
                1.5));
    assertThat(table.rows().get(3))
        .containsEntry("group", "(other)")
        .containsEntry("start", "2026-03-01T00:00Z")
        .containsEntry("uniques", 2L)
        .doesNotContainKey("earlier");
    assertThat(table.rows().getLast()).containsEntry("earlier", true).containsEntry("uniques", 2L);
  }

  @Test
  void revenueIsARowForEachDay() {
    AnswerTable table =
        AnswerTables.of(
            new RevenueAnswer(
                RANGE,
                List.of(
                    new RevenueAnswer.RevenueLine(
                        Optional.of("premium"),
                        5,
                        List.of(
                            RevenueAnswer.RevenueDay.of(0, 4, 2, 10),
                            RevenueAnswer.RevenueDay.of(1, 0, 0, 0)))),
                List.of(),
                List.of(),
                META));

    assertThat(table.rows())
        .containsExactly(
            Map.of(
                "segment",
                "premium",
                "day",
                0L,
                "persons",
                4L,
                "payingPersons",
                2L,
                "revenue",
                10.0,
                "arpu",
                2.5,
                "arppu",
                5.0),
            Map.of(
                "segment",
                "premium",
                "day",
                1L,
                "persons",
                0L,
                "payingPersons",
                0L,
                "revenue",
                0.0));
  }

  @Test
  void sessionsAreARowForTheRangeAndOneForEachBucket() {
    SessionsAnswer answer =
        new SessionsAnswer(
            RANGE,
            Interval.DAY,
            List.of(new Bucket(RANGE.from(), START, START.plusDays(1))),
            List.of(
                new SessionsAnswer.SessionsLine(
                    Optional.empty(),
                    SessionsAnswer.SessionCounts.of(4, 2, 1, 10, 8_000, 500),
                    List.of(SessionsAnswer.SessionCounts.NONE),
                    List.of(
                        new SessionsAnswer.SessionsGroup(
                            List.of(),
                            true,
                            "(other)",
                            SessionsAnswer.SessionCounts.NONE,
                            List.of())))),
            Optional.empty(),
            META);

    assertThat(AnswerTables.of(answer).rows())
        .containsExactly(
            Map.of(
                "sessions",
                4L,
                "persons",
                2L,
                "sessionsPerPerson",
                2.0,
                "averageSeconds",
                2.0,
                "repeatPersons",
                1L,
                "medianSeconds",
                0.5,
                "eventsPerSession",
                2.5),
            Map.of(
                "start", "2026-03-01T00:00Z", "sessions", 0L, "persons", 0L, "repeatPersons", 0L),
            Map.of("group", "(other)", "sessions", 0L, "persons", 0L, "repeatPersons", 0L));
  }

  @Test
  void linksOfPathsNameTheirNodes() {
    PathsAnswer answer =
        new PathsAnswer(
            RANGE,
            5,
            List.of(
                new PathsAnswer.Node(0, NodeKind.EVENT, Optional.of("Opened"), "Opened", 5),
                new PathsAnswer.Node(1, NodeKind.END, Optional.empty(), "(end)", 5)),
            List.of(new PathsAnswer.Link(0, 1, 5)),
            List.of(
                new PathsAnswer.SegmentPaths(
                    "free",
                    2,
                    List.of(
                        new PathsAnswer.Node(0, NodeKind.EVENT, Optional.of("Opened"), "Opened", 2),
                        new PathsAnswer.Node(1, NodeKind.END, Optional.empty(), "(end)", 2)),
                    List.of(new PathsAnswer.Link(0, 1, 2)))),
            List.of(),
            META);

    assertThat(AnswerTables.of(answer).rows())
        .containsExactly(
            Map.of("step", 1L, "from", "Opened", "to", "(end)", "persons", 5L),
            Map.of("segment", "free", "step", 1L, "from", "Opened", "to", "(end)", "persons", 2L));
  }

  @Test
  void pathsOfNobodyStillHaveColumns() {
    AnswerTable table =
        AnswerTables.of(
            new PathsAnswer(RANGE, 5, List.of(), List.of(), List.of(), List.of(), META));

    assertThat(table.columns()).containsExactly("step", "from", "to", "persons");
    assertThat(table.rows()).isEmpty();
  }

  private static Values values(long uniques) {
    return new Values(
        OptionalLong.of(uniques),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Map.of("sum(amount)", 1.5));
  }
}
