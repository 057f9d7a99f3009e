package dev.riffle.query.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.PropertyValue;
import dev.riffle.query.EngineForTests;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.GroupValue;
import dev.riffle.query.answer.SessionsAnswer;
import dev.riffle.query.answer.SessionsAnswer.SessionsGroup;
import dev.riffle.query.answer.SessionsAnswer.SessionsLine;
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
    new RandomCases(30, 4)
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
        SessionsPlan.of(
            question, history.project(), history.catalog(random.nextBoolean()), Instant.EPOCH);
    String as = which + ": " + question;

    SessionsAnswer answer = new SessionsRun(plan, watermark, run()).answer(List.of());

    assertThat(answer.buckets()).extracting("date").as(as).isEqualTo(reference.dates());
    for (int i = 0; i < plan.segments().size(); i++) {
      Optional<Segment> segment = plan.segments().get(i);
      SessionsLine line = answer.lines().get(i);
      assertThat(line).as(as).isEqualTo(reference.line(segment));
      // a day that its zone left out has no hours
      int place = random.nextInt(Math.max(1, answer.buckets().size()));
      boolean whole = random.nextBoolean() || !plan.axis().places().containsValue(place);
      Optional<Instant> start =
          whole ? Optional.empty() : Optional.of(answer.buckets().get(place).start().toInstant());
      Optional<SessionsGroup> group =
          line.groups().isEmpty() || random.nextInt(3) == 0
              ? Optional.empty()
              : Optional.of(line.groups().get(random.nextInt(line.groups().size())));
      Cell.OfSessions cell =
          new Cell.OfSessions(
              question,
              segment.map(Segment::name),
              start,
              group.map(one -> new Cell.Group(one.other(), values(one))),
              random.nextInt(3) == 0);
      List<List<PropertyValue>> told =
          line.groups().stream()
              .filter(each -> !each.other())
              .map(SessionsAgainstReferenceIT::values)
              .toList();
      assertThat(people(plan, watermark, cell))
          .as(as + " " + cell)
          .isEqualTo(
              reference.people(
                  segment,
                  whole ? Optional.empty() : Optional.of(place),
                  key ->
                      group
                          .map(one -> one.other() ? !told.contains(key) : values(one).equals(key))
                          .orElse(true),
                  cell.repeat()));
    }
  }

  private static List<PropertyValue> values(SessionsGroup group) {
    return group.values().stream().map(GroupValue::value).toList();
  }

  private static Set<Integer> people(SessionsPlan plan, Watermark watermark, Cell.OfSessions cell) {
    List<List<Object>> rows = run().run(new SessionsPeople(plan, watermark, run()).of(cell)).rows();
    Set<Integer> people = new HashSet<>();
    rows.forEach(row -> people.add(((Long) row.getFirst()).intValue()));
    assertThat(rows).hasSameSizeAs(people);
    return people;
  }

  private static EngineRun run() {
    return new EngineRun(engine.reader(), UUID.randomUUID().toString(), EngineForTests.LIMITS);
  }
}
