package dev.riffle.ingest.load;

import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.Migrator;
import dev.riffle.ingest.load.identity.AliasOrders;
import dev.riffle.ingest.load.identity.Resolver;
import dev.riffle.ingest.load.table.ClickHouse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * How long it takes until late logins and late identifies are in the rows. A program, run by hand:
 * arguments are devices and events of each.
 */
final class IdentityBenchmark {
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
  private static final Resolver.Settings SETTINGS =
      new Resolver.Settings(100, 1_000, 200_000, 1_000, 2_000);

  private final Random random = new Random(7);
  private final int devices;
  private final int eventsEach;

  private IdentityBenchmark(int devices, int eventsEach) {
    this.devices = devices;
    this.eventsEach = eventsEach;
  }

  public static void main(String[] arguments) throws Exception {
    new IdentityBenchmark(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])).run();
  }

  private void run() throws Exception {
    try (TestClickHouse engine = TestClickHouse.start();
        ClickHouse clickHouse = engine.connect()) {
      var _ = new Migrator(clickHouse).migrate();
      LoadedLog log = new LoadedLog(clickHouse);
      Resolver resolver =
          new Resolver(
              clickHouse,
              AliasOrders.NONE,
              SETTINGS,
              InstantSource.system(),
              random::nextLong,
              () -> true);
      List<EventRecord> visits = new ArrayList<>();
      for (int i = 0; i < devices * eventsEach; i++) {
        visits.add(event(Identity.ofDevice("device-" + i % devices), i, List.of()));
      }
      load(log, visits);
      settle("anonymous events looked at", resolver, log, clickHouse);
      List<EventRecord> logins = new ArrayList<>();
      for (int i = 0; i < devices; i++) {
        logins.add(event(new Identity("user-" + i, "device-" + i), 1_000_000_000L, List.of()));
      }
      load(log, logins);
      settle("late logins of all devices", resolver, log, clickHouse);
      List<EventRecord> identifies = new ArrayList<>();
      for (int i = 0; i < devices; i++) {
        identifies.add(
            event(
                Identity.ofUser("user-" + i),
                0,
                List.of(PropertyOperation.set("plan", PropertyValue.of("premium")))));
      }
      load(log, identifies);
      settle("late identifies of all users", resolver, log, clickHouse);
      List<EventRecord> few = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        few.add(
            event(
                Identity.ofUser("user-" + i),
                1,
                List.of(PropertyOperation.set("plan", PropertyValue.of("free")))));
      }
      load(log, few);
      settle("100 late identifies more", resolver, log, clickHouse);
      settle("nothing new", resolver, log, clickHouse);
    }
  }

  private static void load(LoadedLog log, List<EventRecord> events) throws InterruptedException {
    long start = System.nanoTime();
    log.load(events);
    System.out.printf(
        "loaded %,d events, %,.0f/s%n", events.size(), events.size() * 1e9 / since(start));
  }

  private void settle(String what, Resolver resolver, LoadedLog log, ClickHouse clickHouse) {
    long start = System.nanoTime();
    resolver.resolve(log.offsets());
    double resolved = since(start) / 1e9;
    int senders = 0;
    int some = resolver.restateSome();
    while (some > 0) {
      senders += some;
      some = resolver.restateSome();
    }
    System.out.printf(
        "%s: resolved after %.1f s, %,d senders rewritten after %.1f s; persons %s%n",
        what,
        resolved,
        senders,
        since(start) / 1e9,
        clickHouse.query(
            "SELECT uniqExact(uid), count(), countIf(u_plan = 'premium') FROM events", Map.of()));
  }

  private static long since(long start) {
    return System.nanoTime() - start;
  }

  private EventRecord event(Identity identity, long millis, List<PropertyOperation> operations) {
    Instant at = START.plusMillis(millis);
    EventRecord event =
        EventRecord.track(
            new UUID(random.nextLong(), random.nextLong()),
            SampleEvents.PROJECT,
            "Used Feature " + random.nextInt(10),
            identity,
            new EventTime(at, at, at, false),
            Map.of("device", PropertyValue.of("mobile")));
    return new EventRecord(
        event.ingestId(),
        event.project(),
        event.kind(),
        event.name(),
        event.identity(),
        event.time(),
        event.messageId(),
        event.sessionId(),
        event.targetId(),
        event.library(),
        event.properties(),
        operations);
  }
}
