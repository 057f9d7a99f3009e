package dev.riffle.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.HistoryWriter;
import dev.riffle.query.reference.RandomStorage;
import dev.riffle.query.reference.Sent;
import dev.riffle.query.reference.StoredState;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stories of who is who, told by hand, with the numbers that they must give in every state. */
class PersonsIT {
  private static final AtomicInteger PROJECTS = new AtomicInteger();
  private static EngineForTests engine;

  private final List<Sent> sent = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @ParameterizedTest
  @EnumSource
  void whatADeviceDidBeforeItsFirstUserIsThatUsers(StoredState state) throws Exception {
    event(1, "", "android");
    event(2, "", "android");
    event(3, "ann", "android");
    event(4, "ann", "");

    assertThat(uniquesByDay(state, Set.of(), 5)).containsExactly(1L, 1L, 1L, 1L, 1L, 0L);
  }

  @ParameterizedTest
  @EnumSource
  void twoUsersWhoShareADeviceStayTwo(StoredState state) throws Exception {
    event(1, "", "browser");
    event(2, "ann", "browser");
    event(3, "", "browser");
    event(4, "bob", "browser");
    event(5, "", "browser");
    event(5, "bob", "");

    // day 3 is still Ann's, day 5 is Bob's
    assertThat(uniquesByDay(state, Set.of(), 5)).containsExactly(2L, 1L, 1L, 1L, 1L, 1L);
  }

  @ParameterizedTest
  @EnumSource
  void logoutAndResetMakeANewDeviceThatIsAPersonUntilSomebodyLogsIn(StoredState state)
      throws Exception {
    event(1, "ann", "android");
    // reset: a new device id, on which nobody logs in
    event(2, "", "browser");
    // and one more, on which Ann logs in again
    event(3, "", "console");
    event(4, "ann", "console");

    assertThat(uniquesByDay(state, Set.of(), 4)).containsExactly(2L, 1L, 1L, 1L, 1L);
  }

  @ParameterizedTest
  @EnumSource
  void aUserOnThreeDevicesIsOne(StoredState state) throws Exception {
    event(1, "", "android");
    event(1, "", "browser");
    event(1, "", "console");
    event(2, "ann", "android");
    event(2, "ann", "browser");
    event(2, "ann", "console");
    event(3, "", "console");

    assertThat(uniquesByDay(state, Set.of(), 3)).containsExactly(1L, 1L, 1L, 1L);
  }

  @ParameterizedTest
  @EnumSource
  void anAliasMakesTwoUsersOneForTheirWholeLives(StoredState state) throws Exception {
    event(1, "bob", "");
    event(1, "ann", "");
    alias(2, "bob", "ann");
    event(3, "bob", "");

    assertThat(uniquesByDay(state, Set.of(), 3)).containsExactly(1L, 1L, 0L, 1L);
  }

  @ParameterizedTest
  @EnumSource
  void anAliasTakenBackMakesThemTwoAgain(StoredState state) throws Exception {
    event(1, "bob", "");
    event(1, "ann", "");
    alias(2, "bob", "ann");
    event(3, "bob", "");

    assertThat(uniquesByDay(state, Set.of("bob"), 3)).containsExactly(2L, 2L, 0L, 1L);
  }

  @ParameterizedTest
  @EnumSource
  void aliasesDoNotChain(StoredState state) throws Exception {
    event(1, "ann", "");
    event(1, "bob", "");
    event(1, "cyd", "");
    alias(2, "bob", "ann");
    alias(3, "cyd", "bob");

    assertThat(uniquesByDay(state, Set.of(), 3)).containsExactly(2L, 2L, 0L, 0L);
  }

  private void event(int day, String user, String device) {
    sent.add(record(EventKind.TRACK, day, user, device, ""));
  }

  private void alias(int day, String previous, String user) {
    sent.add(record(EventKind.ALIAS, day, user, "", previous));
  }

  private static Sent record(EventKind kind, int day, String user, String device, String previous) {
    Instant time = Instant.parse("2026-11-0" + day + "T12:00:00Z");
    return new Sent(
        kind,
        kind == EventKind.TRACK ? "Opened" : kind.reservedName(),
        user,
        device,
        previous,
        time,
        time.plusSeconds(1),
        Map.of(),
        Map.of("plan", Optional.of(PropertyValue.of("free"))));
  }

  /** Over all days, then of each. */
  private List<Long> uniquesByDay(StoredState state, Set<String> undone, int days)
      throws Exception {
    ProjectContext project =
        new ProjectContext(
            new ProjectId(PROJECTS.incrementAndGet()), ZoneOffset.UTC, DayOfWeek.MONDAY);
    History history =
        new RandomStorage(state, new SplittableRandom(project.id().number()))
            .stored(project, sent, undone);
    new HistoryWriter(engine.writer()).write(List.of(history));
    SegmentationAnswer answer =
        analyst(history)
            .answer(
                project,
                QuestionReader.segmentation(
                    """
                    {"events": ["Opened"], "from": "2026-11-01", "to": "2026-11-0%d"}
                    """
                        .formatted(days)));
    assertThat(answer.meta().pendingCorrections()).isEqualTo(history.pendingCorrections());
    List<Long> uniques = new ArrayList<>();
    uniques.add(answer.series().getFirst().line().total().uniques().orElseThrow());
    answer
        .series()
        .getFirst()
        .line()
        .points()
        .forEach(point -> uniques.add(point.uniques().orElseThrow()));
    return uniques;
  }

  private static Analyst analyst(History history) {
    Catalog catalog = history.catalog(true);
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
