package dev.riffle.query.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.event.EventKind;
import dev.riffle.project.ProjectId;
import dev.riffle.query.EngineForTests;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.HistoryWriter;
import dev.riffle.query.reference.TestEvent;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The largest lists, of short ids and of long ones. Every third person is a device. */
class SnapshotIT {
  private static final Instant ALL_BUT_ONE = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant ALL = ALL_BUT_ONE.plusSeconds(1);
  private static final int FIRST_LONG = 20_000;
  private static final Population EVERYBODY = QuestionReader.population("{\"did\": \"Viewed\"}");
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(1), ZoneOffset.UTC, DayOfWeek.MONDAY, _ -> Optional.empty());

  private static EngineForTests engine;
  private static SegmentAnalyst segments;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    List<TestEvent> events = new ArrayList<>();
    List<String> persons = new ArrayList<>();
    for (int person = 1; person <= Population.USERS_MAX + 1; person++) {
      Instant time = person <= Population.USERS_MAX ? ALL_BUT_ONE : ALL;
      events.add(
          new TestEvent(
              EventKind.TRACK, "Viewed", person, person, person, time, time, Map.of(), Map.of()));
      persons.add(
          "{\"project\": 1, \"sender_kind\": \"%s\", \"sender_id\": \"%s\", \"aid\": %d, \"uid\": %d}"
              .formatted(person % 3 == 0 ? "device" : "user", id(person), person, person));
    }
    for (int person = FIRST_LONG; person < FIRST_LONG + 300; person++) {
      events.add(
          new TestEvent(
              EventKind.TRACK, "Long", person, person, person, ALL, ALL, Map.of(), Map.of()));
      persons.add(
          "{\"project\": 1, \"sender_kind\": \"user\", \"sender_id\": \"%s\", \"aid\": %d, \"uid\": %d}"
              .formatted(id(person).repeat(80), person, person));
    }
    History history = new History(PROJECT, events, List.of(), Map.of());
    HistoryWriter writer = new HistoryWriter(engine.writer());
    writer.write(List.of(history));
    writer.insert("persons", persons);
    Catalog catalog = history.catalog(false);
    segments =
        new SegmentAnalyst(
            engine.reader(),
            new Catalogs() {
              @Override
              public Catalog recent(ProjectContext project) {
                return catalog;
              }

              @Override
              public Catalog fresh(ProjectContext project) {
                return catalog;
              }
            },
            () -> ALL,
            () -> UUID.randomUUID().toString(),
            EngineForTests.LIMITS);
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void tenThousandPersonsAreKeptAndFoundAgain() {
    Snapshot snapshot = segments.snapshot(PROJECT, EVERYBODY, Optional.of(ALL_BUT_ONE));

    assertThat(snapshot.persons()).isEqualTo(10_000);
    assertThat(snapshot.devices()).hasSize(3_333).contains(id(3)).doesNotContain(id(4));
    Population kept = QuestionReader.population(snapshot.population());
    assertThat(segments.size(PROJECT, kept, Optional.of(ALL)).persons()).isEqualTo(10_000);
  }

  @Test
  void onePersonMoreIsTooMany() {
    assertThatThrownBy(() -> segments.snapshot(PROJECT, EVERYBODY, Optional.of(ALL)))
        .isInstanceOf(SnapshotException.class)
        .hasMessageStartingWith("More than 10000 persons");
  }

  @Test
  void longIdsAreKeptWhileTheirListCanBeAsked() {
    Snapshot largest = of(3_076, 36);

    assertThat(largest.bytes()).isBetween(Snapshot.BYTES_MAX - 50, Snapshot.BYTES_MAX);
    assertThat(of(3_077, 36).bytes()).isGreaterThan(Snapshot.BYTES_MAX);
    Population kept = QuestionReader.population(largest.population());
    assertThat(segments.size(PROJECT, kept, Optional.of(ALL)).persons()).isZero();
  }

  @Test
  void longerListsAreRefused() {
    Population longIds = QuestionReader.population("{\"did\": \"Long\"}");

    assertThatThrownBy(() -> segments.snapshot(PROJECT, longIds, Optional.of(ALL)))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("too long together");
  }

  @Test
  void nobodyIsNoSnapshot() {
    Optional<Instant> before = Optional.of(ALL_BUT_ONE.minusSeconds(1));

    assertThatThrownBy(() -> segments.snapshot(PROJECT, EVERYBODY, before))
        .isInstanceOf(SnapshotException.class)
        .hasMessageStartingWith("Nobody was in it");
  }

  private static Snapshot of(int users, int characters) {
    String id = "u".repeat(characters);
    return new Snapshot(ALL, Collections.nCopies(users, id), List.of());
  }

  private static String id(int person) {
    return "p%05d".formatted(person);
  }
}
