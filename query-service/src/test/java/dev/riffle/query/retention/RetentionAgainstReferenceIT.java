package dev.riffle.query.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.PropertyValue;
import dev.riffle.query.EngineForTests;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.GroupValue;
import dev.riffle.query.answer.RetentionAnswer;
import dev.riffle.query.answer.RetentionAnswer.RetentionGroup;
import dev.riffle.query.answer.RetentionAnswer.RetentionLine;
import dev.riffle.query.answer.RetentionAnswer.RetentionTable;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Retention;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.RandomCases;
import dev.riffle.query.reference.ReferenceRetention;
import dev.riffle.query.sql.GroupKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random retentions of random histories: the engine and the loops must say the same, and each
 * number must be the size of its list of persons. One seed again: {@code -Dseed=17}; more of them:
 * {@code -Dcases=3000}.
 */
public class RetentionAgainstReferenceIT {
  private static EngineForTests engine;

  /** For others who ask the same on an engine of theirs. */
  public static void on(EngineForTests theirs) {
    engine = theirs;
  }

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void engineAndLoopsAgree() throws Exception {
    new RandomCases(60, 3)
        .run(
            engine,
            (which, history, questions, random) ->
                compare(which, history, questions.retention(), random));
  }

  /** One question, both ways. */
  public static void compare(
      String which, History history, Retention question, RandomGenerator random) {
    Instant asOf = RandomCases.watermark(history, question.scope());
    ReferenceRetention reference = new ReferenceRetention(history, question, asOf);
    Watermark watermark = new Watermark(Optional.of(asOf), history.pendingCorrections());
    RetentionPlan plan =
        RetentionPlanner.plan(
            question, history.project(), history.catalog(random.nextBoolean()), Instant.now());

    RetentionAnswer answer = new RetentionRun(plan, watermark, run()).answer(List.of());

    String as = which + ": " + question;
    assertThat(answer.cohorts()).extracting("date").as(as).isEqualTo(reference.answer().cohorts());
    assertThat(answer.lines()).as(as).isEqualTo(reference.answer().lines());
    RetentionSql sql = new RetentionSql(plan, watermark);
    for (int i = 0; i < 3; i++) {
      comparePeople(as, answer, sql, plan, reference, random);
    }
  }

  /** A random cell: its list is as long as its number, and the one of the loops. */
  private static void comparePeople(
      String as,
      RetentionAnswer answer,
      RetentionSql sql,
      RetentionPlan plan,
      ReferenceRetention reference,
      RandomGenerator random) {
    int segment = random.nextInt(answer.lines().size());
    int cohort = random.nextInt(answer.cohorts().size());
    int bracket = random.nextInt(answer.brackets().size());
    RetentionLine line = answer.lines().get(segment);
    boolean grouped = !line.groups().isEmpty() && random.nextBoolean();
    RetentionTable table = line.all();
    Optional<RetentionCell.Group> group = Optional.empty();
    Predicate<List<PropertyValue>> ofGroup = _ -> true;
    if (grouped) {
      RetentionGroup chosen = line.groups().get(random.nextInt(line.groups().size()));
      List<List<PropertyValue>> told =
          line.groups().stream()
              .filter(each -> !each.other())
              .filter(each -> chosen.other() || each.equals(chosen))
              .map(each -> each.values().stream().map(GroupValue::value).toList())
              .toList();
      table = chosen.table();
      group =
          Optional.of(
              new RetentionCell.Group(chosen.other(), told.stream().map(GroupKey::of).toList()));
      ofGroup = value -> told.contains(value) != chosen.other();
    }
    boolean whole = random.nextInt(3) == 0;
    boolean returned = random.nextBoolean();
    RetentionCell cell =
        new RetentionCell(
            segment,
            cohort,
            group,
            whole ? Optional.empty() : Optional.of(new RetentionCell.Reached(bracket, returned)));

    List<List<Object>> people = run().run(sql.people(cell)).rows();

    long size = table.cohorts().get(cohort).persons();
    long back = table.cohorts().get(cohort).cells().get(bracket).returned();
    assertThat(people)
        .as(as + " " + cell)
        .hasSize((int) (whole ? size : returned ? back : size - back));
    Set<Integer> numbers = new HashSet<>();
    people.forEach(row -> numbers.add(((Long) row.getFirst()).intValue()));
    assertThat(numbers)
        .as(as + " " + cell)
        .isEqualTo(
            reference.people(
                plan.segments().get(segment),
                cohort,
                ofGroup,
                whole ? Optional.empty() : Optional.of(bracket),
                returned));
  }

  private static EngineRun run() {
    return new EngineRun(engine.reader(), UUID.randomUUID().toString(), EngineForTests.LIMITS);
  }
}
