package dev.riffle.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.answer.ComparedMean;
import dev.riffle.query.answer.FeatureUsageAnswer;
import dev.riffle.query.answer.LifecycleAnswer;
import dev.riffle.query.answer.LifecycleAnswer.LifecycleCounts;
import dev.riffle.query.answer.MeanComparison;
import dev.riffle.query.answer.MeanComparisons;
import dev.riffle.query.answer.RetentionAnswer;
import dev.riffle.query.answer.RetentionAnswer.RetentionTable;
import dev.riffle.query.answer.RetentionAnswer.ReturnCell;
import dev.riffle.query.answer.RevenueAnswer;
import dev.riffle.query.answer.SessionsAnswer;
import dev.riffle.query.answer.SessionsAnswer.SessionCounts;
import dev.riffle.query.answer.SessionsAnswer.SessionsLine;
import dev.riffle.query.answer.StickinessAnswer;
import dev.riffle.query.answer.StickinessAnswer.StickinessCounts;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.reference.HistoryWriter;
import dev.riffle.query.reference.WorkedExample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The examples of docs/semantics.md are what the software answers. */
class WorkedExamplesIT {
  private static EngineForTests engine;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void retention() throws Exception {
    WorkedExample example = WorkedExample.of("retention", 1);
    Analyst analyst = analyst(example);

    example
        .questions()
        .forEach((question, expected) -> {
          RetentionAnswer answer =
              analyst.answer(example.events().project(), QuestionReader.retention(question));

          assertThat(rows(answer)).as(question).isEqualTo(expected.subList(1, expected.size()));
        });
  }

  @Test
  void lifecycle() throws Exception {
    WorkedExample example = WorkedExample.of("lifecycle", 2);
    Analyst analyst = analyst(example);

    example
        .questions()
        .forEach((question, expected) -> {
          LifecycleAnswer answer =
              analyst.answer(example.events().project(), QuestionReader.lifecycle(question));

          List<List<String>> rows = new ArrayList<>();
          for (int i = 0; i < answer.periods().size(); i++) {
            LifecycleCounts counts = answer.lines().getFirst().points().get(i);
            rows.add(
                List.of(
                    answer.periods().get(i).date().toString(),
                    String.valueOf(counts.newPersons()),
                    String.valueOf(counts.current()),
                    String.valueOf(counts.resurrected()),
                    String.valueOf(counts.dormant()),
                    counts.pulse().isPresent()
                        ? String.valueOf(counts.pulse().getAsDouble())
                        : "none"));
          }
          assertThat(rows).as(question).isEqualTo(expected.subList(1, expected.size()));
        });
  }

  @Test
  void stickiness() throws Exception {
    WorkedExample example = WorkedExample.of("stickiness", 3);
    Analyst analyst = analyst(example);

    example
        .questions()
        .forEach((question, expected) -> {
          StickinessAnswer answer =
              analyst.answer(example.events().project(), QuestionReader.stickiness(question));

          StickinessCounts counts = answer.lines().getFirst().points().getFirst();
          assertThat(answer.periods()).hasSize(1);
          assertThat(
                  List.of(
                      answer.periods().getFirst().date().toString(),
                      String.valueOf(counts.persons()),
                      String.valueOf(counts.exactly().get(0)),
                      String.valueOf(counts.exactly().get(1)),
                      String.valueOf(counts.atLeast().get(0)),
                      String.valueOf(counts.atLeast().get(1))))
              .as(question)
              .isEqualTo(expected.get(1));
        });
  }

  @Test
  void sessions() throws Exception {
    WorkedExample example = WorkedExample.of("sessions", 4);
    Analyst analyst = analyst(example);

    example
        .questions()
        .forEach((question, expected) -> {
          SessionsAnswer answer =
              analyst.answer(example.events().project(), QuestionReader.sessions(question));

          SessionsLine line = answer.lines().getFirst();
          List<List<String>> rows = new ArrayList<>();
          for (int i = 0; i < answer.buckets().size(); i++) {
            rows.add(row(answer.buckets().get(i).date().toString(), line.points().get(i)));
          }
          rows.add(row("all", line.total()));
          line.groups().forEach(group -> rows.add(row(group.label(), group.total())));
          assertThat(rows).as(question).isEqualTo(expected.subList(1, expected.size()));
        });
  }

  @Test
  void revenue() throws Exception {
    WorkedExample example = WorkedExample.of("revenue", 5);
    Analyst analyst = analyst(example);

    assertThat(example.questions()).hasSize(2);
    example
        .questions()
        .forEach((question, expected) -> {
          RevenueAnswer answer =
              analyst.answer(example.events().project(), QuestionReader.revenue(question));

          assertThat(answer.lines().getFirst().persons()).isEqualTo(4);
          assertThat(answer.lines().getFirst().days().stream().map(WorkedExamplesIT::row).toList())
              .as(question)
              .isEqualTo(expected.subList(1, expected.size()));
        });
  }

  @Test
  void revenuePerPerson() throws Exception {
    WorkedExample example = WorkedExample.of("revenue per person", 8);
    Analyst analyst = analyst(example);

    assertThat(example.questions()).hasSize(1);
    example
        .questions()
        .forEach((question, expected) -> {
          RevenueAnswer answer =
              analyst.answer(example.events().project(), QuestionReader.revenue(question));

          List<List<String>> rows = new ArrayList<>();
          for (int day = 0; day < answer.meanComparisons().size(); day++) {
            MeanComparisons of = answer.meanComparisons().get(day);
            rows.add(row(day, of.baseline()));
            for (MeanComparison compared : of.compared()) {
              rows.add(row(day, compared));
            }
          }
          assertThat(rows).as(question).isEqualTo(expected.subList(1, expected.size()));
        });
  }

  @Test
  void featureUsage() throws Exception {
    WorkedExample example = WorkedExample.of("feature usage", 6);
    Analyst analyst = analyst(example);

    assertThat(example.questions()).hasSize(2);
    example
        .questions()
        .forEach((question, expected) -> {
          FeatureUsageAnswer answer =
              analyst.answer(example.events().project(), QuestionReader.featureUsage(question));

          List<List<String>> rows = new ArrayList<>();
          for (FeatureUsageAnswer.Feature feature : answer.features()) {
            for (int i = 0; i < feature.cells().size(); i++) {
              rows.add(
                  row(feature.event(), answer.segments().get(i).label(), feature.cells().get(i)));
            }
          }
          assertThat(rows).as(question).isEqualTo(expected.subList(1, expected.size()));
        });
  }

  private static List<String> row(String event, String column, FeatureUsageAnswer.Cell cell) {
    return List.of(
        event,
        column,
        String.valueOf(cell.users()),
        String.valueOf(cell.totals()),
        String.valueOf(cell.share().orElseThrow()),
        String.valueOf(cell.timesPerUser().orElseThrow()),
        cell.lift().isPresent() ? String.valueOf(cell.lift().getAsDouble()) : "-");
  }

  private static List<String> row(int day, ComparedMean baseline) {
    return List.of(
        String.valueOf(day),
        baseline.name(),
        String.valueOf(baseline.persons()),
        String.valueOf(baseline.effectivePersons()),
        String.valueOf(baseline.mean().orElseThrow()),
        String.valueOf(baseline.standardDeviation().orElseThrow()),
        "baseline");
  }

  private static List<String> row(int day, MeanComparison compared) {
    return List.of(
        String.valueOf(day),
        compared.name(),
        String.valueOf(compared.persons()),
        String.valueOf(compared.effectivePersons()),
        String.valueOf(compared.mean().orElseThrow()),
        String.valueOf(compared.standardDeviation().orElseThrow()),
        compared.verdict().wire());
  }

  private static List<String> row(RevenueAnswer.RevenueDay day) {
    return List.of(
        String.valueOf(day.day()),
        String.valueOf(day.persons()),
        String.valueOf(day.payingPersons()),
        String.valueOf(day.revenue()),
        String.valueOf(day.arpu().orElseThrow()),
        day.arppu().isPresent() ? String.valueOf(day.arppu().getAsDouble()) : "-");
  }

  private static List<String> row(String date, SessionCounts counts) {
    return List.of(
        date,
        String.valueOf(counts.sessions()),
        String.valueOf(counts.persons()),
        String.valueOf(counts.repeatPersons()),
        String.valueOf(counts.sessionsPerPerson().orElseThrow()),
        String.valueOf(counts.averageSeconds().orElseThrow()),
        String.valueOf(counts.medianSeconds().orElseThrow()),
        String.valueOf(counts.eventsPerSession().orElseThrow()));
  }

  /** As in the document: {@code 1/2}, {@code 1 so far}, and the pooled rates in the last rows. */
  private static List<List<String>> rows(RetentionAnswer answer) {
    RetentionTable table = answer.lines().getFirst().all();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < answer.cohorts().size(); i++) {
      long persons = table.cohorts().get(i).persons();
      Stream<String> cells =
          table.cohorts().get(i).cells().stream().map(cell -> text(cell, persons));
      rows.add(
          Stream.concat(
                  Stream.of(answer.cohorts().get(i).date().toString(), String.valueOf(persons)),
                  cells)
              .toList());
    }
    rows.add(overall("overall", table));
    answer
        .lines()
        .getFirst()
        .groups()
        .forEach(group -> rows.add(overall(group.label(), group.table())));
    return rows;
  }

  private static List<String> overall(String name, RetentionTable table) {
    return Stream.concat(
            Stream.of(name, String.valueOf(table.persons())),
            table.overall().stream().map(rate -> rate.returned() + "/" + rate.persons()))
        .toList();
  }

  private static String text(ReturnCell cell, long persons) {
    return cell.finished() ? cell.returned() + "/" + persons : cell.returned() + " so far";
  }

  private static Analyst analyst(WorkedExample example) throws Exception {
    new HistoryWriter(engine.writer()).write(List.of(example.events()));
    Catalog catalog = example.events().catalog(true);
    Catalogs catalogs =
        new Catalogs() {
          @Override
          public Catalog recent(ProjectContext project) {
            return catalog;
          }

          @Override
          public Catalog fresh(ProjectContext project) {
            return catalog;
          }
        };
    return new Analyst(
        engine.reader(),
        catalogs,
        Instant::now,
        () -> UUID.randomUUID().toString(),
        EngineForTests.LIMITS,
        ResultCache.none());
  }
}
