package dev.riffle.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.table.Migrator;
import dev.riffle.ingest.load.identity.AliasOrder;
import dev.riffle.ingest.load.identity.Resolver;
import dev.riffle.ingest.load.table.ClickHouse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Random small histories of users, devices, aliases and orders, in any order of arrival, with
 * restarts in between: what the rows say is what {@link NaivePersons} says. Sizes by {@code
 * -Dhistories}, replay by {@code -Dseed}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityHistoriesIT {
  private static final int HISTORIES = Integer.getInteger("histories", 120);
  private static final int HISTORIES_AT_ONCE = Math.min(HISTORIES, 2_500);

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<AliasOrder> orders = new ArrayList<>();
  private TestClickHouse engine;
  private ClickHouse clickHouse;
  private LoadedLog log;
  private Resolver resolver;
  private int projects;

  /** What a row says. */
  private record Row(int number, int person, Map<String, String> properties) {}

  /** One project's story so far. */
  private static final class History {
    private final int project;
    private final RandomIdentities identities;
    private final List<EventRecord> toCome;
    private final List<EventRecord> arrived = new ArrayList<>();
    private final List<NaivePersons.Order> orders = new ArrayList<>();

    private History(int project, RandomIdentities identities, List<EventRecord> toCome) {
      this.project = project;
      this.identities = identities;
      this.toCome = new ArrayList<>(toCome);
    }
  }

  @BeforeAll
  void start() throws Exception {
    engine = TestClickHouse.start();
    clickHouse = engine.connect();
    var _ = new Migrator(clickHouse).migrate();
    log = new LoadedLog(clickHouse);
    resolver = resolver();
  }

  @AfterAll
  void stop() throws Exception {
    clickHouse.close();
    engine.close();
  }

  @Test
  void rowsSayWhatTheFactsSayInWhateverOrderTheyCame() throws Exception {
    System.out.println("seed " + seed);
    for (int done = 0; done < HISTORIES; done += HISTORIES_AT_ONCE) {
      List<History> histories = new ArrayList<>();
      for (int i = 0; i < Math.min(HISTORIES_AT_ONCE, HISTORIES - done); i++) {
        RandomIdentities identities = new RandomIdentities(++projects, random);
        histories.add(new History(projects, identities, identities.records()));
      }
      while (histories.stream().anyMatch(history -> !history.toCome.isEmpty())) {
        someComes(histories);
        settle(histories);
      }
      System.out.println((done + histories.size()) + " histories without a difference");
    }
    assertThat(partsOfPieces()).isZero();
  }

  @Test
  void aChangeReachesTheDeviceOfAUserThatSharesNothing() throws Exception {
    Identity device = Identity.ofDevice("device0");
    Identity user = Identity.ofUser("user0");
    List<PropertyOperation> upgrade =
        List.of(PropertyOperation.set("plan", PropertyValue.of("premium")));
    RandomIdentities project = new RandomIdentities(++projects, random);
    comes(
        new History(
            projects,
            project,
            List.of(
                project.record(EventKind.TRACK, device, 4, List.of()),
                project.record(EventKind.TRACK, new Identity("user0", "device0"), 2, List.of()),
                project.record(EventKind.IDENTIFY, user, 3, upgrade),
                project.record(EventKind.TRACK, device, 5, List.of()))));
  }

  @Test
  void whoeverHasADeviceByAliasLosesItsEventsToAUserThatWasSeenThereBefore() throws Exception {
    RandomIdentities project = new RandomIdentities(++projects, random);
    Identity device = Identity.ofDevice("device0");
    Identity other = new Identity("user1", "device0");
    List<PropertyOperation> login =
        List.of(new PropertyOperation(PropertyOperation.Kind.ADD, "logins", PropertyValue.of(6)));
    comes(
        new History(
            projects,
            project,
            List.of(
                project.alias("user0", "device0", 2),
                project.record(EventKind.TRACK, device, 6, login),
                project.record(EventKind.TRACK, Identity.ofUser("user0"), 7, List.of()),
                project.record(EventKind.TRACK, other, 10, List.of()),
                project.record(EventKind.TRACK, other, 4, List.of()))));
  }

  @Test
  void anOrderThatGivesADeviceToAUserIsHeardOfWhenAnotherWasSeenThereBefore() throws Exception {
    RandomIdentities project = new RandomIdentities(++projects, random);
    Identity other = new Identity("user1", "device0");
    History history =
        new History(
            projects,
            project,
            List.of(
                project.record(EventKind.TRACK, Identity.ofDevice("device0"), 6, List.of()),
                project.record(EventKind.TRACK, Identity.ofUser("user0"), 7, List.of()),
                project.record(EventKind.TRACK, other, 10, List.of()),
                project.record(EventKind.TRACK, other, 4, List.of())));
    ordered(
        new AliasOrder(
            orders.size() + 1,
            projects,
            "device0",
            "user0",
            AliasOrder.Action.MERGE,
            RandomIdentities.START + 2),
        history);
    comes(history);
  }

  @Test
  void anOrderForAnIdThatIsBothADevicesAndAUsersHoldsForBoth() throws Exception {
    RandomIdentities project = new RandomIdentities(++projects, random);
    History history =
        new History(
            projects,
            project,
            List.of(
                project.record(EventKind.TRACK, Identity.ofUser("user0"), 1, List.of()),
                project.record(EventKind.TRACK, Identity.ofDevice("both"), 2, List.of()),
                project.record(EventKind.TRACK, Identity.ofUser("both"), 3, List.of())));
    ordered(
        new AliasOrder(
            orders.size() + 1,
            projects,
            "both",
            "user0",
            AliasOrder.Action.MERGE,
            RandomIdentities.START),
        history);
    comes(history);
  }

  @Test
  void whatAnAttemptLeftBehindIsRemovedOnceItIsOld() {
    clickHouse.execute(
        "INSERT INTO restatement_pieces (run, project, aid) VALUES (7, 1, 1), (8, 1, 2)", Map.of());

    resolver.removeLeftovers(Duration.ofHours(1));
    assertThat(pieces()).isEqualTo(2);

    resolver.removeLeftovers(Duration.ZERO);
    assertThat(pieces()).isZero();
    assertThat(partsOfPieces()).isZero();
  }

  /** Were one to stay of each attempt, every further one would take longer. */
  private long partsOfPieces() {
    return clickHouse
        .read(
            "SELECT count() FROM system.parts WHERE active AND database = currentDatabase()"
                + " AND table = 'restatement_pieces'",
            Map.of(),
            RowBinaryReader::readLong)
        .getFirst();
  }

  private long pieces() {
    return clickHouse
        .read("SELECT count() FROM restatement_pieces", Map.of(), RowBinaryReader::readLong)
        .getFirst();
  }

  /** One after the other. */
  private void comes(History history) throws InterruptedException {
    while (!history.toCome.isEmpty()) {
      EventRecord next = history.toCome.removeFirst();
      history.arrived.add(next);
      log.load(List.of(next));
      settle(List.of(history));
    }
  }

  private void someComes(List<History> histories) throws InterruptedException {
    // now and then little at a time, so that each thing is met by itself
    int steps = random.nextInt(3) == 0 ? 2 : Integer.MAX_VALUE;
    if (random.nextInt(3) == 0) {
      log.restart();
    }
    if (random.nextInt(3) == 0) {
      resolver = resolver();
    }
    List<EventRecord> batch = new ArrayList<>();
    for (History history : histories) {
      int count =
          history.identities.comesSlowly()
              ? random.nextInt(3)
              : random.nextInt(2 + Math.min(steps, history.toCome.size() * 2));
      List<EventRecord> some = history.toCome.subList(0, Math.min(count, history.toCome.size()));
      batch.addAll(some);
      history.arrived.addAll(some);
      some.clear();
      if (!history.arrived.isEmpty()) {
        history.identities.order(orders.size() + 1).ifPresent(order -> ordered(order, history));
      }
    }
    log.load(batch);
  }

  private void settle(List<History> histories) {
    resolver.resolve(log.offsets());
    check(histories, false);
    boolean halfway = random.nextBoolean();
    while (resolver.restateSome() > 0) {
      if (halfway) {
        check(histories, false);
        halfway = false;
      }
    }
    check(histories, true);
    // what is rewritten may be looked up as well, and may go
    check(histories, false);
    if (random.nextBoolean()) {
      resolver.removeRewritten(Duration.ZERO);
    }
  }

  private void check(List<History> histories, boolean settled) {
    Map<Long, Row> rows = settled ? rows(ROWS) : rows(ROWS_AS_ASKED);
    for (History history : histories) {
      List<NaivePersons.Arrived> arrived = new ArrayList<>();
      for (EventRecord event : history.arrived) {
        Row row = rows.get(event.ingestId().getLeastSignificantBits());
        if (row == null) {
          throw new AssertionError("no row of " + event);
        }
        arrived.add(
            new NaivePersons.Arrived(
                event, row.number(), event.time().occurredAt().toEpochMilli()));
      }
      NaivePersons model = new NaivePersons(arrived, history.orders);
      for (NaivePersons.Arrived record : arrived) {
        Row row =
            Objects.requireNonNull(rows.get(record.event().ingestId().getLeastSignificantBits()));
        assertThat(row.person())
            .as(told(history, arrived, record, settled))
            .isEqualTo(model.person(record));
        if (settled) {
          assertThat(row.properties())
              .as(told(history, arrived, record, true))
              .isEqualTo(model.properties(record));
        }
      }
    }
  }

  private Supplier<String> told(
      History history,
      List<NaivePersons.Arrived> arrived,
      NaivePersons.Arrived record,
      boolean settled) {
    return () ->
        "seed %d, project %d, settled %s: %s\n of %s\n orders %s"
            .formatted(
                seed,
                history.project,
                settled,
                brief(record),
                arrived.stream().map(IdentityHistoriesIT::brief).toList(),
                history.orders);
  }

  private static String brief(NaivePersons.Arrived record) {
    return "\n  %s %d: #%d user '%s' device '%s' target '%s' %s"
        .formatted(
            record.event().kind(),
            record.at() - RandomIdentities.START,
            record.number(),
            record.user(),
            record.device(),
            record.event().targetId(),
            record.event().userOperations());
  }

  private static final String ROWS =
      """
      SELECT _ingest_id, aid, uid, user_text, user_number FROM events
      WHERE project > {after:UInt32}
      """;

  // as questions see it: owners that are still to be written into rows count at once
  private static final String ROWS_AS_ASKED =
      """
      SELECT _ingest_id, aid,
             if(empty(o), uid, arrayLast(owner -> owner.1 <= toUnixTimestamp64Milli(ts), o).2), user_text, user_number
      FROM events LEFT JOIN (
        SELECT aid, argMaxIf(owners, version, notEmpty(owners)) AS o FROM restatements GROUP BY aid
      ) AS r USING aid
      WHERE project > {after:UInt32}
      """;

  private Map<Long, Row> rows(String query) {
    Map<Long, Row> rows = new HashMap<>();
    Map<String, Object> after = Map.of("after", Math.max(0, projects - HISTORIES_AT_ONCE));
    if (query.equals(ROWS)) {
      clickHouse.read(ROWS, after, row -> rows.put(row.readLong(), row(row)));
    } else {
      clickHouse.read(ROWS_AS_ASKED, after, row -> rows.put(row.readLong(), row(row)));
    }
    return rows;
  }

  private static Row row(RowBinaryReader row) throws IOException {
    int number = row.readInt();
    int person = row.readInt();
    Map<String, String> properties = new TreeMap<>();
    for (int i = row.readLength(); i > 0; i--) {
      properties.put(row.readText(), row.readText());
    }
    for (int i = row.readLength(); i > 0; i--) {
      properties.put(row.readText(), "number " + row.readDouble());
    }
    return new Row(number, person, properties);
  }

  private Resolver resolver() {
    return new Resolver(
        clickHouse,
        id -> orders.stream().filter(order -> order.id() > id).toList(),
        new Resolver.Settings(
            100,
            1_000,
            1 + random.nextInt(HISTORIES_AT_ONCE * 10),
            1 + random.nextInt(HISTORIES_AT_ONCE),
            1 + random.nextInt(HISTORIES_AT_ONCE)),
        InstantSource.system(),
        random::nextLong,
        () -> true);
  }

  private void ordered(AliasOrder order, History history) {
    orders.add(order);
    history.orders.add(
        new NaivePersons.Order(
            order.previousId(),
            order.userId(),
            order.action() == AliasOrder.Action.MERGE,
            order.orderedAtMillis()));
  }
}
