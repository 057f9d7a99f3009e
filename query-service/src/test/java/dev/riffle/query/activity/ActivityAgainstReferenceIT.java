package dev.riffle.query.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.EngineForTests;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.LifecycleAnswer;
import dev.riffle.query.answer.Period;
import dev.riffle.query.answer.StickinessAnswer;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Activity;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.Lifecycle;
import dev.riffle.query.question.LifecycleState;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Stickiness;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.RandomCases;
import dev.riffle.query.reference.ReferenceActivity;
import dev.riffle.query.sql.SqlStatement;
import java.time.Instant;
import java.time.LocalDate;
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
 * Random lifecycles and stickinesses of random histories: the engine and the loops must say the
 * same, and each number must be the size of its list of persons. One seed again: {@code -Dseed=17};
 * more of them: {@code -Dcases=3000}.
 */
public class ActivityAgainstReferenceIT {
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
    new RandomCases(60, 4)
        .run(
            engine,
            (which, history, questions, random) ->
                compare(
                    which,
                    history,
                    random.nextBoolean() ? questions.lifecycle() : questions.stickiness(),
                    random));
  }

  /** One question, both ways. */
  public static void compare(
      String which, History history, Activity question, RandomGenerator random) {
    Instant asOf = RandomCases.watermark(history, question.scope());
    ReferenceActivity reference = new ReferenceActivity(history, question, asOf);
    Watermark watermark = new Watermark(Optional.of(asOf), history.pendingCorrections());
    ActivityPlan plan =
        ActivityPlan.of(question, history.project(), history.catalog(true), Instant.now());
    String as = which + ": " + question;

    if (question instanceof Lifecycle) {
      compareLifecycle(as, plan, watermark, reference, random);
    } else {
      compareStickiness(as, plan, watermark, reference, random);
    }
  }

  private static void compareLifecycle(
      String as,
      ActivityPlan plan,
      Watermark watermark,
      ReferenceActivity reference,
      RandomGenerator random) {
    LifecycleAnswer answer = new LifecycleRun(plan, watermark, run()).answer(List.of());

    comparePeriods(as, answer.periods(), reference);
    for (int i = 0; i < plan.segments().size(); i++) {
      Optional<Segment> segment = plan.segments().get(i);
      assertThat(answer.lines().get(i).points()).as(as).isEqualTo(reference.lifecycle(segment));
      if (!answer.periods().isEmpty()) {
        int period = random.nextInt(answer.periods().size());
        List<LifecycleState> states = List.of(LifecycleState.values());
        LifecycleState state = states.get(random.nextInt(states.size()));
        LocalDate date = answer.periods().get(period).date();
        assertThat(
                people(
                    new ActivityPeople(plan, watermark)
                        .of(
                            new Cell.OfLifecycle(
                                (Lifecycle) plan.question(),
                                answer.periods().get(period).start().toInstant(),
                                state,
                                segment.map(Segment::name)))))
            .as(as + " " + date + " " + state)
            .isEqualTo(reference.people(segment, date, state));
      }
    }
  }

  private static void compareStickiness(
      String as,
      ActivityPlan plan,
      Watermark watermark,
      ReferenceActivity reference,
      RandomGenerator random) {
    StickinessAnswer answer = new StickinessRun(plan, watermark, run()).answer(List.of());

    comparePeriods(as, answer.periods(), reference);
    for (int i = 0; i < plan.segments().size(); i++) {
      Optional<Segment> segment = plan.segments().get(i);
      assertThat(answer.lines().get(i).points()).as(as).isEqualTo(reference.stickiness(segment));
      int period = random.nextInt(answer.periods().size());
      int days = 1 + random.nextInt(3);
      boolean orMore = random.nextBoolean();
      LocalDate date = answer.periods().get(period).date();
      assertThat(
              people(
                  new ActivityPeople(plan, watermark)
                      .of(
                          new Cell.OfStickiness(
                              (Stickiness) plan.question(),
                              answer.periods().get(period).start().toInstant(),
                              days,
                              orMore,
                              segment.map(Segment::name)))))
          .as(as + " " + date + " " + days)
          .isEqualTo(reference.people(segment, date, days, orMore));
    }
  }

  private static void comparePeriods(String as, List<Period> periods, ReferenceActivity reference) {
    assertThat(periods).extracting(Period::date).as(as).isEqualTo(reference.periods());
    assertThat(periods)
        .extracting(Period::finished)
        .as(as)
        .isEqualTo(reference.periods().stream().map(reference::isFinished).toList());
  }

  private static Set<Integer> people(SqlStatement statement) {
    List<List<Object>> rows = run().run(statement).rows();
    Set<Integer> people = new HashSet<>();
    rows.forEach(row -> people.add(((Long) row.getFirst()).intValue()));
    assertThat(rows).hasSameSizeAs(people);
    return people;
  }

  private static EngineRun run() {
    return new EngineRun(engine.reader(), UUID.randomUUID().toString(), EngineForTests.LIMITS);
  }
}
