package dev.riffle.query.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.EngineForTests;
import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.RandomCases;
import dev.riffle.query.sql.MemberRows;
import dev.riffle.query.time.SegmentTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** In random histories everybody is in exactly one starter of each kind. */
class StarterSegmentsIT {
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
  void eachKindHasEverybodyOnce() throws Exception {
    TreeSet<String> populated = new TreeSet<>();
    new RandomCases(30, 1)
        .run(
            engine,
            (which, history, questions, random) -> {
              for (int days : new int[] {0, 20, 40}) {
                compare(which, history, days, populated);
              }
            });

    assertThat(populated)
        .contains("New persons", "Current persons", "Dormant persons", "Light users");
  }

  private static void compare(String which, History history, int days, Set<String> populated) {
    Instant newest =
        history.events().stream()
            .map(event -> event.received())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    Instant at = newest.plusSeconds(days * 86_400L);
    Watermark watermark = new Watermark(Optional.of(newest), history.pendingCorrections());
    partition(which, history, watermark, at, "Lifecycle", "{\"did\": \"$any\"}", populated);
    partition(
        which,
        history,
        watermark,
        at,
        "Engagement",
        "{\"did\": \"$any\", \"last\": \"28d\"}",
        populated);
    partition(
        which,
        history,
        watermark,
        at,
        "RFM",
        "{\"rfm\": \"$any\", \"sum\": \"revenue\", \"last\": \"365d\"}",
        populated);
  }

  private static void partition(
      String which,
      History history,
      Watermark watermark,
      Instant at,
      String kind,
      String whole,
      Set<String> populated) {
    Set<Long> together = new TreeSet<>();
    for (SavedSegment.Content starter : StarterSegments.after(0)) {
      if (starter.description().startsWith(kind)) {
        Set<Long> members = members(history, watermark, at, starter.population());
        for (Long member : members) {
          assertThat(together.add(member)).as(which + " " + starter.name()).isTrue();
        }
        if (!members.isEmpty()) {
          populated.add(starter.name());
        }
      }
    }
    assertThat(together).as(which + " " + kind).isEqualTo(members(history, watermark, at, whole));
  }

  private static Set<Long> members(History history, Watermark watermark, Instant at, String json) {
    Population population = QuestionReader.population(json);
    SegmentTime time = new SegmentTime(at, history.project().zone(), history.project().weekStart());
    EngineRun run =
        new EngineRun(engine.reader(), UUID.randomUUID().toString(), EngineForTests.LIMITS);
    Set<Long> members = new TreeSet<>();
    for (List<Object> row :
        run.run(new MemberRows(history.project(), watermark).page(population, time, 0, 1_000))
            .rows()) {
      members.add((Long) row.getFirst());
    }
    return members;
  }
}
