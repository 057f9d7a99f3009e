package dev.riffle.query.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import dev.riffle.query.EngineForTests;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.PropertyEntry.TypeCount;
import dev.riffle.query.engine.EngineException;
import dev.riffle.query.engine.EngineException.Reason;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.reference.HistoryWriter;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PickersIT {
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(1), ZoneOffset.UTC, DayOfWeek.MONDAY);
  private static EngineForTests engine;
  private static StoredCatalogs catalogs;
  private static Pickers pickers;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    catalogs =
        new StoredCatalogs(
            engine.reader(), () -> UUID.randomUUID().toString(), EngineForTests.LIMITS);
    pickers =
        new Pickers(
            catalogs, engine.reader(), () -> UUID.randomUUID().toString(), EngineForTests.LIMITS);
    new HistoryWriter(engine.writer())
        .insert(
            "catalog",
            List.of(
                // two partitions add up, the newer offset of one partition wins
                row(1, "event", "Signed Up", "", 0, 5, "2026-11-01 00:00:00", 10),
                row(1, "event", "Signed Up", "", 0, 7, "2026-11-01 00:00:00", 20),
                row(1, "event", "Signed Up", "", 1, 100, "2026-10-01 00:00:00", 3),
                row(1, "event", "Bought", "", 0, 9, "2026-11-02 00:00:00", 11),
                row(2, "event", "Of another project", "", 0, 1, "2026-11-02 00:00:00", 1),
                row(1, "user_property", "plan", "text", 0, 6, "2026-11-02 00:00:00", 1),
                row(1, "user_property", "plan", "number", 0, 8, "2026-11-03 00:00:00", 1),
                row(1, "event_property", "price", "number", 0, 4, "2026-11-03 00:00:00", 1),
                row(1, "user_value", "plan", "premium", 0, 6, "2026-11-02 00:00:00", 1),
                row(1, "user_value", "plan", "\u0001#1", 0, 8, "2026-11-02 00:00:00", 1)));
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void countsAddUpOverPartitionsAndReplaysCountOnce() {
    assertThat(pickers.events(PROJECT, "", 10))
        .containsExactly(
            new EventEntry("Signed Up", 107, at("2026-10-01"), at("2026-11-22")),
            new EventEntry("Bought", 9, at("2026-11-02"), at("2026-11-22")));
  }

  @Test
  void limitsAreThoseThatItWasGiven() {
    QueryLimits oneRow = new QueryLimits(Duration.ofSeconds(30), 1 << 30, 1);
    Pickers bounded =
        new Pickers(catalogs, engine.reader(), () -> UUID.randomUUID().toString(), oneRow);
    StoredCatalogs boundedCatalogs =
        new StoredCatalogs(engine.reader(), () -> UUID.randomUUID().toString(), oneRow);

    assertThat(
            catchThrowableOfType(
                    EngineException.class,
                    () -> bounded.values(PROJECT, PropertyOf.USER, "plan", "", 10))
                .reason())
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(
            catchThrowableOfType(EngineException.class, () -> boundedCatalogs.fresh(PROJECT))
                .reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void searchIgnoresCaseAndTheLimitCutsOff() {
    assertThat(pickers.events(PROJECT, "BOU", 10)).extracting("name").containsExactly("Bought");
    assertThat(pickers.events(PROJECT, "", 1)).extracting("name").containsExactly("Signed Up");
    assertThat(catchThrowableOfType(InvalidQuestion.class, () -> pickers.events(PROJECT, "", 0)))
        .isNotNull();
    assertThat(
            catchThrowableOfType(InvalidQuestion.class, () -> pickers.events(PROJECT, "", 1_001)))
        .isNotNull();
  }

  @Test
  void aPropertyOfTwoTypesReportsBoth() {
    assertThat(pickers.properties(PROJECT, Optional.of(PropertyOf.USER), "", 10))
        .containsExactly(
            new PropertyEntry(
                "plan",
                PropertyOf.USER,
                14,
                List.of(new TypeCount("number", 8), new TypeCount("text", 6)),
                at("2026-11-02"),
                at("2026-11-22")));
    assertThat(pickers.properties(PROJECT, Optional.empty(), "", 10))
        .extracting("name")
        .containsExactly("plan", "price");
    assertThat(catalogs.fresh(PROJECT).valueCount(PropertyOf.USER, "plan")).contains(2L);
  }

  @Test
  void valuesKeepTheirTypes() {
    assertThat(pickers.values(PROJECT, PropertyOf.USER, "plan", "", 10))
        .extracting(ValueEntry::value, ValueEntry::label, ValueEntry::count)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(PropertyValue.of(1), "1", 8L),
            org.assertj.core.api.Assertions.tuple(PropertyValue.of("premium"), "premium", 6L));
    assertThat(pickers.values(PROJECT, PropertyOf.USER, "plan", "PREM", 10)).hasSize(1);
  }

  @Test
  void anUnknownPropertySaysWhatMayHaveBeenMeant() {
    InvalidQuestion refused =
        catchThrowableOfType(
            InvalidQuestion.class, () -> pickers.values(PROJECT, PropertyOf.USER, "Plans", "", 10));

    assertThat(refused.faults().getFirst().code()).isEqualTo(FaultCode.UNKNOWN_PROPERTY);
    assertThat(refused.faults().getFirst().detail()).endsWith("Did you mean: plan?");
    assertThat(
            catchThrowableOfType(
                    InvalidQuestion.class,
                    () -> pickers.values(PROJECT, PropertyOf.USER, "price", "", 10))
                .faults()
                .getFirst()
                .detail())
        .endsWith("There is one of that name with `of`: `event`.");
  }

  private static Instant at(String date) {
    return Instant.parse(date + "T00:00:00Z");
  }

  private static String row(
      int project,
      String entry,
      String name,
      String detail,
      int part,
      long occurrences,
      String firstSeen,
      long offset) {
    return """
    {"project": %d, "entry": "%s", "name": "%s", "detail": "%s", "_source": %d, "occurrences": %d, \
    "first_seen": "%s", "last_seen": "2026-11-22 00:00:00", "_offset": %d}\
    """
        .formatted(
            project,
            entry,
            name,
            detail.replace("\u0001", "\\u0001"),
            part,
            occurrences,
            firstSeen,
            offset);
  }
}
