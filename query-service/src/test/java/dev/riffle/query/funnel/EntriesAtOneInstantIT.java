package dev.riffle.query.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.EngineForTests;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.FunnelAnswer.FunnelStep;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.EventEntry;
import dev.riffle.query.catalog.PropertyEntry;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.QuestionReader;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path begins at an instant, however many first steps there are in it. */
class EntriesAtOneInstantIT {
  private static final Instant NOW = Instant.parse("2026-11-03T00:00:00Z");
  private static EngineForTests engine;

  /** Two views at once, an hour before a buy; and a day later two views at once and no buy. */
  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    engine.execute(
        """
        INSERT INTO events (project, event, kind, aid, uid, ts, received_ts, text, _offset)
        SELECT 1, row.1, 'track', 1, 1, toDateTime64(row.2, 3, 'UTC'),
          toDateTime64('2026-11-03 00:00:00', 3, 'UTC'), map('page', row.3), rowNumberInAllBlocks()
        FROM (SELECT arrayJoin([
          ('View', '2026-11-01 09:00:00', 'a'), ('View', '2026-11-01 09:00:00', 'b'),
          ('Buy', '2026-11-01 10:00:00', ''),
          ('View', '2026-11-02 09:00:00', 'b'), ('View', '2026-11-02 09:00:00', 'a')]) AS row)
        """);
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'counting': 'totals' | 2, 1",
        "'counting': 'totals', 'breakdown': {'property': 'page'} | 2, 1",
        "'counting': 'totals', 'exclusions': [{'event': 'Support'}] | 2, 1",
        "'counting': 'uniques' | 1, 1",
        "'counting': 'uniques', 'breakdown': {'property': 'page'} | 1, 1"
      })
  void areOnePath(String more, String counts) {
    String question =
        "{'steps': ['View', 'Buy'], 'window': '2h', 'from': '2026-11-01', 'to': '2026-11-02', "
            + more
            + "}";
    FunnelPlan plan =
        FunnelPlanner.plan(
            QuestionReader.funnel(question.replace('\'', '"')),
            new ProjectContext(new ProjectId(1), ZoneOffset.UTC, DayOfWeek.MONDAY),
            catalog(),
            NOW);
    EngineRun run =
        new EngineRun(engine.reader(), UUID.randomUUID().toString(), EngineForTests.LIMITS);

    List<FunnelStep> steps =
        new FunnelRun(plan, new Watermark(Optional.of(NOW), 0), run)
            .answer(List.of())
            .segments()
            .getFirst()
            .line()
            .steps();

    assertThat(steps.get(0).count() + ", " + steps.get(1).count()).isEqualTo(counts);
  }

  private static Catalog catalog() {
    Map<String, EventEntry> events =
        Map.of(
            "View", new EventEntry("View", 4, NOW, NOW),
            "Buy", new EventEntry("Buy", 1, NOW, NOW),
            "Support", new EventEntry("Support", 1, NOW, NOW));
    PropertyEntry page = new PropertyEntry("page", PropertyOf.EVENT, 5, List.of(), NOW, NOW);
    return new Catalog(events, Map.of(new Catalog.Key(PropertyOf.EVENT, "page"), page), Map.of());
  }
}
