package dev.riffle.ingest.load.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.table.Migrator;
import dev.riffle.ingest.load.table.ReplayedEvents.Row;
import dev.riffle.project.ProjectId;
import dev.riffle.testing.ClickHouseEngine;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * On the real table: 200,000 rows of two projects, twenty names and fifty days; row n has the
 * ingest id n, and n + 2^63 for odd n.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClickHouseReplayedEventsIT {
  private static final ProjectId PROJECT = new ProjectId(1);
  private static final int ROWS = 200_000;
  private static final int GRANULE_ROWS = 8_192;
  private static final String NAME = "O'Hara \\ \"Größe\" \t\\n";
  private static final int FIRST_DAY = Math.toIntExact(LocalDate.of(2026, 10, 1).toEpochDay());

  private ClickHouseEngine engine;
  private ClickHouse clickHouse;
  private ReplayedEvents events;

  @BeforeAll
  void fillTheTable() {
    engine = ClickHouseEngine.start();
    clickHouse =
        new ClickHouse(
            engine.url(),
            engine.database(),
            engine.writer().user(),
            engine.writer().password(),
            Duration.ofSeconds(60));
    assertThat(new Migrator(clickHouse).migrate()).isNotEmpty();
    clickHouse.execute(
        """
        INSERT INTO events (project, event, kind, ts, aid, _source, _offset, _ingest_id)
        SELECT 1 + number % 2, concat({name:String}, toString(number % 20)), 'track',
          toDateTime64({first:Date}, 3, 'UTC') + INTERVAL (number % 50) DAY, number, 7, number,
          number + if(number % 2 = 1, toUInt64(9223372036854775808), 0)
        FROM numbers({rows:UInt64})
        """,
        Map.of("name", NAME, "first", "2026-10-01", "rows", ROWS));
    events = new ClickHouseReplayedEvents(clickHouse);
  }

  @AfterAll
  void stopEngine() throws Exception {
    clickHouse.close();
    engine.close();
  }

  @Test
  void findsTheRowsThatAreThereAndNoOthers() {
    Row stored = row(1_200);
    Row unknown = new Row(PROJECT, stored.event(), stored.day(), 1_201);

    assertThat(events.stored(List.of(stored, unknown))).containsExactly(1_200L);
    assertThat(events.stored(List.of(unknown))).isEmpty();
    assertThat(events.stored(List.of())).isEmpty();
  }

  @Test
  void ingestIdsAreUnsigned() {
    Row stored = row(77_777);

    assertThat(stored.ingestId()).isNegative();
    assertThat(events.stored(List.of(stored))).containsExactly(stored.ingestId());
  }

  @Test
  void asManyAsOneLikesAreAskedInSeveralQueries() {
    List<Row> asked = new ArrayList<>();
    LongStream.range(0, 3_000).forEach(number -> asked.add(row(number * 60)));
    asked.add(new Row(PROJECT, "never sent", 0, 5));
    asked.add(new Row(PROJECT, "never sent", 65_535, -5));

    assertThat(events.stored(asked))
        .hasSize(3_000)
        .containsAll(asked.subList(0, 3_000).stream().map(Row::ingestId).toList());
  }

  @Test
  void readsOnlyTheGranulesOfTheKeys() {
    Row row = row(1_200);

    List<Long> estimated =
        clickHouse.read(
            "SELECT rows FROM (EXPLAIN ESTIMATE " + ClickHouseReplayedEvents.STORED + ")",
            Map.of(
                "projects",
                "[1]",
                "names",
                ClickHouse.arrayOfTexts(List.of(row.event())),
                "days",
                "['" + LocalDate.ofEpochDay(row.day()) + "']",
                "ids",
                "[1200]"),
            answer -> answer.readLong());

    assertThat(estimated)
        .singleElement()
        .satisfies(rows -> {
          assertThat(rows).isBetween(1L, 3L * GRANULE_ROWS);
        });
  }

  private static Row row(long number) {
    return new Row(
        new ProjectId(Math.toIntExact(1 + number % 2)),
        NAME + number % 20,
        FIRST_DAY + Math.toIntExact(number % 50),
        number % 2 == 1 ? number + Long.MIN_VALUE : number);
  }
}
