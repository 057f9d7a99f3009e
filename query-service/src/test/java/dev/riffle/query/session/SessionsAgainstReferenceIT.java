package dev.riffle.query.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.EngineForTests;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.SessionsAnswer;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Sessions;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.RandomCases;
import dev.riffle.query.reference.ReferenceSessions;
import java.time.Instant;
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
 * Random questions about the sessions of random histories: the engine and the loops must say the
 * same, and each number of persons must be the size of its list. One seed again: {@code -Dseed=17};
 * more of them: {@code -Dcases=3000}.
 */
public class SessionsAgainstReferenceIT {
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
                compare(which, history, questions.sessions(), random));
  }

  /** One question, both ways. */
  public static void compare(
      String which, History history, Sessions question, RandomGenerator random) {
    Instant asOf = RandomCases.watermark(history, question.scope());
    ReferenceSessions reference = new ReferenceSessions(history, question, asOf);
    Watermark watermark = new Watermark(Optional.of(asOf), history.pendingCorrections());
    SessionsPlan plan =
        SessionsPlan.of(question, history.project(), history.catalog(true), Instant.EPOCH);
    String as = which + ": " + question;

    SessionsAnswer answer = new SessionsRun(plan, watermark, run()).answer(List.of());

    assertThat(answer.buckets()).extracting("date").as(as).isEqualTo(reference.dates());
    for (int i = 0; i < plan.segments().size(); i++) {
      Optional<Segment> segment = plan.segments().get(i);
      assertThat(answer.lines().get(i).total()).as(as).isEqualTo(reference.total(segment));
      assertThat(answer.lines().get(i).points()).as(as).isEqualTo(reference.points(segment));
      // a day that its zone left out has no hours
      int place = random.nextInt(Math.max(1, answer.buckets().size()));
      boolean whole = random.nextBoolean() || !plan.axis().places().containsValue(place);
      Optional<Instant> start =
          whole ? Optional.empty() : Optional.of(answer.buckets().get(place).start().toInstant());
      Cell.OfSessions cell = new Cell.OfSessions(question, segment.map(Segment::name), start);
      assertThat(people(plan, watermark, cell))
          .as(as + " " + cell)
          .isEqualTo(reference.people(segment, whole ? Optional.empty() : Optional.of(place)));
    }
  }

  private static Set<Integer> people(SessionsPlan plan, Watermark watermark, Cell.OfSessions cell) {
    List<List<Object>> rows = run().run(new SessionsPeople(plan, watermark).of(cell)).rows();
    Set<Integer> people = new HashSet<>();
    rows.forEach(row -> people.add(((Long) row.getFirst()).intValue()));
    assertThat(rows).hasSameSizeAs(people);
    return people;
  }

  private static EngineRun run() {
    return new EngineRun(engine.reader(), UUID.randomUUID().toString(), EngineForTests.LIMITS);
  }
}
