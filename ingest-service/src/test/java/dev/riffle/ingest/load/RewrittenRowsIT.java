package dev.riffle.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.Identity;
import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.table.Migrator;
import dev.riffle.ingest.load.identity.AliasOrders;
import dev.riffle.ingest.load.identity.Resolver;
import dev.riffle.ingest.load.table.ClickHouse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A question that reads {@code events} before rows are rewritten and {@code restatements} after:
 * here {@code events_before} are the rows that it has read. A device's event, then the login that
 * makes it the user's.
 */
class RewrittenRowsIT {
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

  private final Random random = new Random(1);
  private TestClickHouse engine;
  private ClickHouse clickHouse;
  private LoadedLog log;
  private Resolver resolver;

  @BeforeEach
  void start() throws Exception {
    engine = TestClickHouse.start();
    clickHouse = engine.connect();
    var _ = new Migrator(clickHouse).migrate();
    log = new LoadedLog(clickHouse);
    resolver = resolver();
    log.load(List.of(event(Identity.ofDevice("device-1"))));
    log.load(List.of(event(new Identity("user-1", "device-1"))));
    resolver.resolve(log.offsets());
    clickHouse.execute(
        "CREATE TABLE events_before ENGINE = MergeTree ORDER BY _offset AS SELECT * FROM events",
        Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    clickHouse.close();
    engine.close();
  }

  @Test
  void aQuestionThatReadRowsBeforeTheyWereRewrittenFindsTheirCorrectionAfterwards() {
    assertThat(count("SELECT uniqExact(uid) FROM events_before")).isEqualTo(2);

    assertThat(resolver.restateSome()).isEqualTo(1);

    assertThat(count("SELECT uniqExact(uid) FROM events")).isEqualTo(1);
    assertThat(personsOfAnOlderQuestion()).isEqualTo(1);
    assertThat(waiting()).isZero();
  }

  @Test
  void aCorrectionStaysForAsLongAsAQuestionMayTake() {
    assertThat(resolver.restateSome()).isEqualTo(1);

    resolver.removeRewritten(Duration.ofMinutes(1));
    assertThat(personsOfAnOlderQuestion()).isEqualTo(1);

    rewrittenAgo(Duration.ofSeconds(59));
    resolver.removeRewritten(Duration.ofMinutes(1));
    assertThat(personsOfAnOlderQuestion()).isEqualTo(1);

    rewrittenAgo(Duration.ofSeconds(61));
    resolver.removeRewritten(Duration.ofMinutes(1));
    assertThat(count("SELECT count() FROM restatements")).isZero();
    assertThat(count("SELECT count() FROM restated")).isZero();
    assertThat(personsOfAnOlderQuestion()).isEqualTo(2);
    assertThat(count("SELECT uniqExact(uid) FROM events")).isEqualTo(1);
  }

  @Test
  void whatWaitsIsNeverRemoved() {
    resolver.removeRewritten(Duration.ZERO);

    assertThat(count("SELECT count() FROM restatements")).isEqualTo(1);
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void rowsThatAreRewrittenAreNotRewrittenAgainByTheNextOwner() {
    assertThat(resolver.restateSome()).isEqualTo(1);

    assertThat(resolver().restateSome()).isZero();
  }

  @Test
  void anAttemptThatWasCutOffBeforeItSaidSoIsMadeAgain() {
    assertThat(resolver.restateSome()).isEqualTo(1);
    clickHouse.execute("TRUNCATE TABLE restated", Map.of());

    assertThat(waiting()).isEqualTo(1);
    assertThat(resolver().restateSome()).isEqualTo(1);
    assertThat(waiting()).isZero();
    assertThat(count("SELECT uniqExact(uid) FROM events")).isEqualTo(1);
  }

  @Test
  void aRemovalThatWasCutOffHalfwayIsMadeAgain() {
    assertThat(resolver.restateSome()).isEqualTo(1);
    clickHouse.execute("TRUNCATE TABLE restatements", Map.of());

    resolver().removeRewritten(Duration.ZERO);

    assertThat(count("SELECT count() FROM restated")).isZero();
  }

  @Test
  void aNewerCorrectionOfASenderWaitsBesideTheRewrittenOne() throws Exception {
    assertThat(resolver.restateSome()).isEqualTo(1);

    log.load(List.of(event(new Identity("user-2", "device-1"))));
    resolver.resolve(log.offsets());
    assertThat(waiting()).isEqualTo(1);
    resolver.removeRewritten(Duration.ZERO);

    assertThat(waiting()).isEqualTo(1);
    assertThat(resolver.restateSome()).isEqualTo(1);
    assertThat(waiting()).isZero();
  }

  private long personsOfAnOlderQuestion() {
    return count(
        """
        SELECT uniqExact(if(first_owner = 0, uid, first_owner)) FROM events_before AS stored
        ANY LEFT JOIN (
          SELECT aid, first_owner FROM restatements ORDER BY aid, version DESC LIMIT 1 BY aid
        ) AS correction ON stored.aid = correction.aid
        """);
  }

  private long waiting() {
    return count(
        "SELECT uniqExact(aid) FROM restatements"
            + " WHERE (aid, version) NOT IN (SELECT aid, version FROM restated)");
  }

  private void rewrittenAgo(Duration age) {
    clickHouse.execute("TRUNCATE TABLE restated", Map.of());
    clickHouse.execute(
        "INSERT INTO restated SELECT project, aid, version,"
            + " now64(3, 'UTC') - toIntervalMillisecond({age:Int64}) FROM restatements",
        Map.of("age", age.toMillis()));
  }

  private long count(@CompileTimeConstant final String query) {
    return clickHouse.read(query, Map.of(), RowBinaryReader::readLong).getFirst();
  }

  private Resolver resolver() {
    return new Resolver(
        clickHouse,
        AliasOrders.NONE,
        new Resolver.Settings(100, 1_000, 1_000, 1_000, 1_000),
        InstantSource.system(),
        random::nextLong,
        () -> true);
  }

  private EventRecord event(Identity identity) {
    EventTime time = new EventTime(START, START, START, false);
    return EventRecord.track(
        new UUID(random.nextLong(), random.nextLong()),
        SampleEvents.PROJECT,
        "Page Viewed",
        identity,
        time,
        Map.of());
  }
}
