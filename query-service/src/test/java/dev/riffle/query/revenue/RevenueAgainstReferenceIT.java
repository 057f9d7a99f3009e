package dev.riffle.query.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.EngineForTests;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.RevenueAnswer;
import dev.riffle.query.answer.RevenueAnswer.RevenueDay;
import dev.riffle.query.answer.RevenueAnswer.RevenueLine;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.Revenue;
import dev.riffle.query.question.Segment;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.RandomCases;
import dev.riffle.query.reference.ReferenceRevenue;
import dev.riffle.query.statistics.Mean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random questions about what the new persons of random histories bring: the engine and the loops
 * must say the same, and each number of persons must be the size of its list. One seed again:
 * {@code -Dseed=17}; more of them: {@code -Dcases=3000}.
 */
public class RevenueAgainstReferenceIT {
  private static EngineForTests engine;
  private static long revenues;

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
    new RandomCases(60, 4)
        .run(
            engine,
            (which, history, questions, random) ->
                compare(which, history, questions.revenue(), random));
    assertThat(revenues).as("days with revenue").isPositive();
  }

  /** One question, both ways. */
  public static void compare(
      String which, History history, Revenue question, RandomGenerator random) {
    Instant asOf = RandomCases.watermark(history, question.scope());
    ReferenceRevenue reference = new ReferenceRevenue(history, question, asOf);
    Watermark watermark = new Watermark(Optional.of(asOf), history.pendingCorrections());
    RevenuePlan plan = RevenuePlan.laidOut(question, history.project(), Instant.EPOCH);
    String as = which + ": " + question;

    RevenueAnswer answer = new RevenueRun(plan, watermark, run()).answer(List.of());

    for (int i = 0; i < plan.segments().size(); i++) {
      Optional<Segment> segment = plan.segments().get(i);
      RevenueLine line = answer.lines().get(i);
      List<RevenueDay> expected = new ArrayList<>();
      for (int day = 0; day <= question.days(); day++) {
        expected.add(reference.day(segment, day));
      }
      assertThat(line.days()).as(as).isEqualTo(expected);
      assertThat(answer.comparisons()).hasSize(plan.segments().size() < 2 ? 0 : expected.size());
      assertThat(answer.meanComparisons()).hasSameSizeAs(answer.comparisons());
      compareMeans(as, plan, watermark, segment, reference);
      assertThat(line.persons())
          .as(as)
          .isEqualTo(reference.people(segment, Optional.empty(), false).size());
      revenues += line.days().stream().filter(day -> day.payingPersons() > 0).count();
      Optional<Integer> day =
          random.nextInt(3) == 0
              ? Optional.empty()
              : Optional.of(random.nextInt(question.days() + 1));
      boolean paying = day.isPresent() && random.nextBoolean();
      Cell.OfRevenue cell = new Cell.OfRevenue(question, segment.map(Segment::name), day, paying);
      assertThat(people(plan, watermark, cell))
          .as(as + " " + cell)
          .isEqualTo(reference.people(segment, day, paying));
    }
  }

  private static void compareMeans(
      String as,
      RevenuePlan plan,
      Watermark watermark,
      Optional<Segment> segment,
      ReferenceRevenue reference) {
    List<List<Object>> rows = run().run(new RevenueSql(plan, watermark).counts(segment)).rows();
    List<Mean> means = new RevenueCounts(plan.question().days(), rows).means();
    for (int day = 0; day < means.size(); day++) {
      Mean mean = means.get(day);
      Mean expected = reference.mean(segment, day);
      assertThat(mean.persons()).as(as).isEqualTo(expected.persons());
      assertThat(List.of(mean.sum(), mean.squares(), mean.least(), mean.greatest()))
          .as(as)
          .usingElementComparator(RevenueAgainstReferenceIT::nearly)
          .isEqualTo(
              List.of(expected.sum(), expected.squares(), expected.least(), expected.greatest()));
    }
  }

  private static int nearly(double one, double other) {
    return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one))
        ? 0
        : Double.compare(one, other);
  }

  private static Set<Integer> people(RevenuePlan plan, Watermark watermark, Cell.OfRevenue cell) {
    List<List<Object>> rows = run().run(new RevenuePeople(plan, watermark).of(cell)).rows();
    Set<Integer> people = new HashSet<>();
    rows.forEach(row -> people.add(((Long) row.getFirst()).intValue()));
    assertThat(rows).hasSameSizeAs(people);
    return people;
  }

  private static EngineRun run() {
    return new EngineRun(engine.reader(), UUID.randomUUID().toString(), EngineForTests.LIMITS);
  }
}
