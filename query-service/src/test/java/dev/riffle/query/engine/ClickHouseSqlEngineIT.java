package dev.riffle.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.riffle.project.ProjectId;
import dev.riffle.query.EngineForTests;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineException.Reason;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClickHouseSqlEngineIT {
  private static final ProjectRows ROWS =
      new ProjectRows(new ProjectContext(new ProjectId(1), ZoneOffset.UTC, DayOfWeek.MONDAY));

  /** Takes until the limit of time. */
  private static final String ENDLESS =
      "(SELECT max(sipHash64(number)) FROM numbers(1000000000000)), count()";

  /** Some 8 MB of the 200,000 rows. */
  private static final String GATHERED = "length(groupArray(toString(ts)))";

  private static EngineForTests engine;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    engine.execute(
        "INSERT INTO events (project, event, kind, aid, uid, ts) SELECT 1, 'A', 'track', 1, 1,"
            + " toDateTime64(number, 3, 'UTC') FROM numbers(200000)");
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void parametersArriveAsTheyAre() {
    String text = "x'] = '' OR 1=1 -- \\ \\n \" \t\n\u0001# {p0:String} é😀";

    List<Object> row =
        run(
                SqlFragment.parameter(SqlParameter.text(text))
                    .then(", ")
                    .then(SqlParameter.texts(List.of(text, "")))
                    .then(", ")
                    .then(SqlParameter.textLists(List.of(List.of(text), List.of())))
                    .then("[1], ")
                    .then(SqlParameter.numbers(List.of(-0.1, 1e300)))
                    .then("[2], ")
                    .then(SqlParameter.whole(Long.MIN_VALUE)),
                EngineForTests.LIMITS)
            .rows()
            .getFirst();

    assertThat(row).containsExactly(text, List.of(text, ""), List.of(text), 1e300, Long.MIN_VALUE);
  }

  @Test
  void limitsAreTheEngines() {
    assertThat(refused("uid", new QueryLimits(Duration.ofSeconds(30), 1 << 30, 199_999)))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(
            run(SqlFragment.sql("uid"), new QueryLimits(Duration.ofSeconds(30), 1 << 30, 200_000))
                .rows())
        .hasSize(200_000);
    assertThat(refused("uid", new QueryLimits(Duration.ofSeconds(30), 1 << 30, 200_000, 199_999)))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(
            run(
                    SqlFragment.sql("uid"),
                    new QueryLimits(Duration.ofSeconds(30), 1 << 30, 200_000, 200_000))
                .rows())
        .hasSize(200_000);
    assertThat(
            refused(
                "sleepEachRow(0.001)", new QueryLimits(Duration.ofSeconds(1), 1 << 30, 1_000_000)))
        .isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void memoryIsTheEngines() {
    assertThat(refused(GATHERED, new QueryLimits(Duration.ofSeconds(30), 1 << 20, 10)))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(
            run(SqlFragment.sql(GATHERED), new QueryLimits(Duration.ofSeconds(30), 1 << 28, 10))
                .rows())
        .containsExactly(List.of(200_000L));
  }

  @Test
  void aMistakeOfOursIsInternal() {
    assertThat(refused("no_such_column", EngineForTests.LIMITS)).isEqualTo(Reason.INTERNAL);
  }

  @Test
  void tablesThatTheLoaderHasNotMadeYetAreUnavailable() {
    assertThat(refused("uid IN (SELECT uid FROM not_made_yet)", EngineForTests.LIMITS))
        .isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void anEngineThatIsNotThereIsUnavailable() {
    try (ClickHouseSqlEngine nobody =
        new ClickHouseSqlEngine(
            new ClickHouseSqlEngine.Address("http://127.0.0.1:1", "riffle", "reader", "x"))) {
      EngineException refused =
          catchThrowableOfType(
              EngineException.class,
              () -> nobody.run(ROWS.watermark(), "nobody-1", EngineForTests.LIMITS));

      assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
      assertThat(refused.queryId()).isEqualTo("nobody-1");
    }
  }

  @Test
  void aCancelledQuestionStopsInTheEngineAndBeginsNoOther() throws Exception {
    Cancellation asker = new Cancellation();
    CompletableFuture<EngineException> refused =
        CompletableFuture.supplyAsync(() ->
            catchThrowableOfType(
                EngineException.class,
                () -> asker.during(() -> run(SqlFragment.sql(ENDLESS), EngineForTests.LIMITS))));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> engine.running("sipHash64(number)") > 0);

    asker.cancel();

    assertThat(refused.get(10, TimeUnit.SECONDS).reason()).isEqualTo(Reason.CANCELLED);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> engine.running("sipHash64(number)") == 0);
    assertThat(
            catchThrowableOfType(
                    EngineException.class,
                    () -> asker.during(() -> run(SqlFragment.sql("uid"), EngineForTests.LIMITS)))
                .reason())
        .isEqualTo(Reason.CANCELLED);
    assertThat(run(SqlFragment.sql("count()"), EngineForTests.LIMITS).rows()).hasSize(1);
  }

  @Test
  void whatTheEngineReadIsSaid() {
    ResultTable result = run(SqlFragment.sql("count()"), EngineForTests.LIMITS);

    assertThat(result.rows()).containsExactly(List.of(200_000L));
    assertThat(result.rowsRead()).isEqualTo(200_000L);
    assertThat(result.bytesRead()).isPositive();
  }

  private static Reason refused(
      @com.google.errorprone.annotations.CompileTimeConstant String columns, QueryLimits limits) {
    SqlFragment fragment = SqlFragment.sql(columns);
    return catchThrowableOfType(EngineException.class, () -> run(fragment, limits)).reason();
  }

  private static ResultTable run(SqlFragment columns, QueryLimits limits) {
    SqlStatement statement =
        ROWS.tracked(
                Instant.EPOCH,
                Instant.parse("2026-01-01T00:00:00Z"),
                new Watermark(Optional.of(Instant.parse("2026-01-01T00:00:00Z")), 0))
            .statement(columns, SqlFragment.empty());
    return engine.reader().run(statement, UUID.randomUUID().toString(), limits);
  }
}
