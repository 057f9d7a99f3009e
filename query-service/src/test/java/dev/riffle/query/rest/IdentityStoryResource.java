package dev.riffle.query.rest;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QueryResponse;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.history.PropertyHistory;
import dev.riffle.event.history.PropertyHistoryCodec;
import dev.riffle.event.table.Migration;
import dev.riffle.testing.ClickHouseEngine;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An engine with a few persons in it, in project 1. Ann (1) has the device phone (11), where she
 * did something before she logged in; Bob (2) and Bobby (3) are one by an SDK's alias; Cyd (4) and
 * the device tablet (12) are alone. Of Ann's anonymous rows one is not rewritten yet. In project 2
 * everybody has other properties. {@link #groups} has persons of its own.
 */
public final class IdentityStoryResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable ClickHouseEngine engine;

  @Override
  public Map<String, String> start() {
    ClickHouseEngine started = ClickHouseEngine.start();
    engine = started;
    try (Client writer =
        new Client.Builder()
            .addEndpoint(started.url())
            .setDefaultDatabase(started.database())
            .setUsername(started.writer().user())
            .setPassword(started.writer().password())
            .build()) {
      for (Migration migration : Migration.all()) {
        execute(writer, migration.statement());
      }
      for (String statement : story()) {
        execute(writer, statement);
      }
      for (String statement : groups()) {
        execute(writer, statement);
      }
    } catch (Exception e) {
      throw new IllegalStateException("the story could not be written", e);
    }
    return Map.of(
        "riffle.clickhouse.url", started.url(),
        "riffle.clickhouse.database", started.database(),
        "riffle.clickhouse.user", started.reader().user(),
        "riffle.clickhouse.password", started.reader().password());
  }

  @Override
  public void stop() {
    if (engine == null) {
      return;
    }
    try {
      engine.close();
    } catch (Exception e) {
      throw new IllegalStateException("could not stop ClickHouse", e);
    }
  }

  private static List<String> story() {
    String persons =
        """
        INSERT INTO persons (project, sender_kind, sender_id, aid, uid, first_seen, last_seen, text, number, history, _offset) VALUES
          (1, 'user', 'ann', 1, 1, '2026-11-03 10:00:00', '2026-11-05 10:00:00', {'plan': 'premium'}, {}, unhex('%s'), 1),
          (1, 'device', 'phone', 11, 11, '2026-11-01 10:00:00', '2026-11-02 10:00:00', {}, {'visits': 2}, unhex('%s'), 2),
          (1, 'user', 'bob', 2, 2, '2026-11-01 10:00:00', '2026-11-02 10:00:00', {}, {}, '', 3),
          (1, 'user', 'bobby', 3, 3, '2026-11-01 10:00:00', '2026-11-01 10:00:00', {}, {}, '', 4),
          (1, 'user', 'cyd', 4, 4, '2026-11-04 10:00:00', '2026-11-04 10:00:00', {'plan': 'free'}, {}, '', 5),
          (1, 'device', 'tablet', 12, 12, '2026-11-04 10:00:00', '2026-11-04 11:00:00', {}, {}, '', 6),
          (2, 'user', 'ann', 1, 1, '2026-11-04 10:00:00', '2026-11-04 11:00:00', {'plan': 'foreign'}, {}, '', 7)
        """
            .formatted(anns(), phones());
    String linked =
        """
        INSERT INTO sender_persons (project, aid, owners, uid, shared_history, text, number, version) VALUES
          (1, 1, [(-9223372036854775808, 1)], 1, unhex('%s'), {'plan': 'premium'}, {'visits': 2}, 5),
          (1, 11, [(-9223372036854775808, 1)], 1, '', {}, {}, 5),
          (1, 2, [(-9223372036854775808, 2)], 2, '', {}, {}, 6),
          (1, 3, [(-9223372036854775808, 2)], 2, '', {}, {}, 6)
        """
            .formatted(phones());
    String events =
        """
        INSERT INTO events (project, event, kind, aid, uid, device_id, target_id, ts, received_ts, text, user_text, _source, _offset) VALUES
          (1, 'Opened', 'track', 11, 1, 'phone', '', '2026-11-01 10:00:00', '2026-11-01 10:00:01', {'where': 'home'}, {}, 1, 1),
          (1, 'Opened', 'track', 11, 11, 'phone', '', '2026-11-02 10:00:00', '2026-11-02 10:00:01', {}, {}, 1, 2),
          (1, 'Signed In', 'track', 1, 1, 'phone', '', '2026-11-03 10:00:00', '2026-11-03 10:00:01', {}, {'plan': 'free'}, 1, 3),
          (1, 'Opened', 'track', 1, 1, 'phone', '', '2026-11-05 10:00:00', '2026-11-05 10:00:01', {}, {'plan': 'premium'}, 1, 4),
          (1, 'Opened', 'track', 2, 2, '', '', '2026-11-02 10:00:00', '2026-11-02 10:00:01', {}, {}, 1, 5),
          (1, 'Opened', 'track', 3, 2, '', '', '2026-11-01 10:00:00', '2026-11-01 10:00:01', {}, {}, 1, 6),
          (1, '$alias', 'alias', 2, 2, '', 'bobby', '2026-11-01 12:00:00', '2026-11-01 12:00:01', {}, {}, 1, 7),
          (1, 'Opened', 'track', 4, 4, '', '', '2026-11-04 10:00:00', '2026-11-04 10:00:01', {}, {}, 1, 8),
          (1, 'Opened', 'track', 12, 12, 'tablet', '', '2026-11-04 10:00:00', '2026-11-04 10:00:01', {}, {}, 1, 9),
          (1, 'Opened', 'track', 12, 12, 'tablet', '', '2026-11-04 11:00:00', '2026-11-04 11:00:01', {}, {}, 1, 10)
        """;
    return List.of(
        persons,
        linked,
        events,
        "INSERT INTO restatements (project, aid, owners, version)"
            + " VALUES (1, 11, [(-9223372036854775808, 1)], 5)",
        "INSERT INTO device_users VALUES"
            + " (1, 'phone', 1, '2026-11-03 10:00:00', '2026-11-05 10:00:00')");
  }

  /** Dora, whose laptop's row is not rewritten yet, and Evan are of the company acme. */
  private static List<String> groups() {
    return List.of(
        """
        INSERT INTO persons (project, sender_kind, sender_id, aid, uid, _offset) VALUES
          (1, 'user', 'dora', 21, 21, 11), (1, 'user', 'evan', 22, 22, 12), (1, 'user', 'fay', 23, 23, 13),
          (1, 'device', 'laptop', 24, 24, 14)
        """,
        """
        INSERT INTO sender_persons (project, aid, owners, uid, version) VALUES
          (1, 21, [(-9223372036854775808, 21)], 21, 6), (1, 24, [(-9223372036854775808, 21)], 21, 6)
        """,
        """
        INSERT INTO restatements (project, aid, owners, version) VALUES
          (1, 24, [(-9223372036854775808, 21)], 6)
        """,
        """
        INSERT INTO events (project, event, kind, aid, uid, identified, device_id, target_id, ts, received_ts, text, number, _source, _offset) VALUES
          (1, '$group', 'group', 21, 21, true, '', 'acme', '2026-11-03 10:00:00', '2026-11-03 10:00:01', {'group.type': 'company', '$set.plan': 'free', '$setOnce.since': '2020'}, {'$add.seats': 3}, 1, 21),
          (1, '$group', 'group', 25, 25, false, '$company_acme', 'acme', '2026-11-04 10:00:00', '2026-11-04 10:00:01', {'group.type': 'company', '$set.plan': 'premium', '$setOnce.since': '2021'}, {'$add.seats': 2}, 1, 22),
          (1, '$group', 'group', 21, 21, true, '', 'acme', '2026-11-05 10:00:00', '2026-11-05 10:00:01', {'group.type': 'team', '$set.plan': 'of a team'}, {}, 1, 23),
          (1, 'Grouped', 'track', 24, 24, false, 'laptop', '', '2026-11-02 11:00:00', '2026-11-02 11:00:01', {'group.company': 'acme'}, {}, 1, 24),
          (1, 'Grouped', 'track', 22, 22, true, '', '', '2026-11-05 11:00:00', '2026-11-05 11:00:01', {'group.company': '\\x01["initech","acme"]'}, {}, 1, 25),
          (1, 'Grouped', 'track', 23, 23, true, '', '', '2026-11-05 12:00:00', '2026-11-05 12:00:01', {'group.company': 'ACME'}, {'group.team': 7}, 1, 26),
          (2, '$group', 'group', 1, 1, true, '', 'acme', '2026-11-05 10:00:00', '2026-11-05 10:00:01', {'group.type': 'company', '$set.plan': 'foreign'}, {}, 1, 27)
        """);
  }

  private static String anns() {
    PropertyHistory history =
        PropertyHistory.EMPTY
            .with(List.of(set("plan", PropertyValue.of("free"))), at(3), 10)
            .history()
            .with(List.of(set("plan", PropertyValue.of("premium"))), at(5), 11)
            .history();
    return HexFormat.of().formatHex(PropertyHistoryCodec.encode(history));
  }

  private static String phones() {
    PropertyHistory history =
        PropertyHistory.EMPTY
            .with(List.of(set("visits", PropertyValue.of(1))), at(1), 10)
            .history()
            .with(List.of(set("visits", PropertyValue.of(2))), at(2), 11)
            .history();
    return HexFormat.of().formatHex(PropertyHistoryCodec.encode(history));
  }

  private static PropertyOperation set(String name, PropertyValue value) {
    return new PropertyOperation(PropertyOperation.Kind.SET, name, value);
  }

  private static long at(int day) {
    return Instant.parse("2026-11-0" + day + "T10:00:00Z").toEpochMilli();
  }

  private static void execute(Client writer, String statement) throws Exception {
    try (QueryResponse response =
        writer.query(statement, Map.of(), null).get(60, TimeUnit.SECONDS)) {
      response.getQueryId();
    }
  }
}
