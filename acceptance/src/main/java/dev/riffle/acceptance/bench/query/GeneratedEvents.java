package dev.riffle.acceptance.bench.query;

import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Events of project 1, the demo's, by rule, written straight into the engine, as the loader would
 * have. Persons come often and seldom, each has one plan and one country; no two events have the
 * same time, so that every contender's order is the same.
 *
 * @param count at most 100 million
 */
record GeneratedEvents(StoredEvents engine, BenchDays days, long count) {
  private static final long CHUNK = 1_000_000;
  private static final int EVENTS_OF_A_PERSON = 50;
  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(30);
  private static final Duration POLL = Duration.ofMillis(500);

  private static final String RIFFLE_ROWS =
      """
      INSERT INTO events (project, event, kind, aid, ts, uid, identified, received_ts, text, number,
          user_text, _offset, _ingest_id)
      WITH
          toUInt32(1 + floor(pow((intHash64(number) % 1000003) / 1000003, 2) * {persons:UInt32})) AS person,
          intHash64(person) AS p,
          intHash64(number + 1000000007) AS r,
          r % 1000 AS kind_of_event,
          toDateTime64({first:Date}, 3, 'UTC') + toIntervalMillisecond(intDiv(number * {ms:UInt64}, {count:UInt64})) AS time
      SELECT 1,
          multiIf(kind_of_event < 400, 'page_view', kind_of_event < 500, 'session_start',
              kind_of_event < 620, 'item_view', kind_of_event < 670, 'add_to_cart',
              kind_of_event < 690, 'purchase', kind_of_event < 692, 'invited_teammate',
              concat('feature_used_', toString(1 + intHash32(number + 3) % 30))) AS name,
          'track', person, time, person, true, time + toIntervalSecond(1),
          map('page', concat('/page/', toString(intHash32(number + 5) % 40)),
              'device', ['desktop', 'phone', 'tablet'][1 + intHash32(number + 7) % 3],
              'referrer', concat('https://from.example/', toString(intHash32(number + 9) % 200)),
              'button', concat('button-', toString(intHash32(number + 11) % 25))),
          mapFilter((key, value) -> key != 'amount' OR name = 'purchase',
              map('duration', toFloat64(intHash32(number + 13) % 60000),
                  'amount', toFloat64(1 + intHash32(number + 15) % 200))),
          map('plan', ['free', 'free', 'free', 'free', 'free', 'free', 'free', 'premium', 'premium',
                  'enterprise'][1 + p % 10],
              'country', concat('country-', toString(intHash32(person + 17) % 60)),
              'source', ['ads', 'search', 'friend', 'press'][1 + intHash32(person + 19) % 4]),
          number, r
      FROM numbers({start:UInt64}, {rows:UInt64})
      """;

  /** What the loader counts: without it a question's names would be unknown. */
  private static final String CATALOG_ROWS =
      """
      INSERT INTO catalog (project, entry, name, detail, _source, occurrences, first_seen, last_seen, _offset)
      SELECT project, 'event', event, '', 0, count(), min(ts), max(ts), max(_offset)
          FROM events GROUP BY project, event
      UNION ALL SELECT 1, 'event_property', name, 'text', 0, 1, now(), now(), 1
          FROM (SELECT arrayJoin(['page', 'device', 'referrer', 'button']) AS name)
      UNION ALL SELECT 1, 'event_property', name, 'number', 0, 1, now(), now(), 1
          FROM (SELECT arrayJoin(['duration', 'amount']) AS name)
      UNION ALL SELECT 1, 'user_property', name, 'text', 0, 1, now(), now(), 1
          FROM (SELECT arrayJoin(['plan', 'country', 'source']) AS name)
      UNION ALL SELECT project, 'user_value', 'plan', u_plan, 0, count(), min(ts), max(ts), max(_offset)
          FROM events GROUP BY project, u_plan
      UNION ALL SELECT project, 'user_value', 'country', u_country, 0, count(), min(ts), max(ts), max(_offset)
          FROM events GROUP BY project, u_country
      """;

  /**
   * PostHog's tables as its repository has them (posthog/models/event/sql.py), without the columns
   * that stay empty here; mat_ and pmat_ are what its job makes of much used properties.
   */
  private static final List<String> POSTHOG_TABLES =
      List.of(
          """
          CREATE TABLE posthog_events (
              uuid UUID, event VARCHAR, properties VARCHAR CODEC(ZSTD(3)), timestamp DateTime64(6, 'UTC'),
              team_id Int64, distinct_id VARCHAR, elements_chain VARCHAR, created_at DateTime64(6, 'UTC'),
              person_id UUID, person_created_at DateTime64(3), person_properties VARCHAR CODEC(ZSTD(3)),
              mat_page VARCHAR MATERIALIZED replaceRegexpAll(JSONExtractRaw(properties, 'page'), '^"|"$', ''),
              mat_amount VARCHAR MATERIALIZED replaceRegexpAll(JSONExtractRaw(properties, 'amount'), '^"|"$', ''),
              pmat_plan VARCHAR MATERIALIZED replaceRegexpAll(JSONExtractRaw(person_properties, 'plan'), '^"|"$', ''),
              pmat_country VARCHAR MATERIALIZED replaceRegexpAll(JSONExtractRaw(person_properties, 'country'), '^"|"$', ''),
              _timestamp DateTime, _offset UInt64, inserted_at DateTime64(6, 'UTC') DEFAULT timestamp)
          ENGINE = ReplacingMergeTree(_timestamp)
          PARTITION BY toYYYYMM(timestamp)
          ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid))
          """,
          """
          CREATE TABLE posthog_overrides (
              team_id Int64, distinct_id VARCHAR, person_id UUID, is_deleted Int8, version Int64)
          ENGINE = ReplacingMergeTree(version) ORDER BY (team_id, distinct_id)
          """);

  private static final String POSTHOG_ROWS =
      """
      INSERT INTO posthog_events (uuid, event, properties, timestamp, team_id, distinct_id, elements_chain,
          created_at, person_id, person_created_at, person_properties, _timestamp, _offset)
      SELECT reinterpretAsUUID(concat(toString(_ingest_id), toString(_offset))), event,
          if(empty(number), toJSONString(text),
              concat(substring(toJSONString(text), 1, -1), ',', substring(toJSONString(number), 2))),
          ts, project, concat('user-', toString(uid), '@example.com'), '', received_ts,
          reinterpretAsUUID(sipHash128(uid)), received_ts, toJSONString(user_text), received_ts, _offset
      FROM events WHERE day = {day:Date}
      """;

  /** What the other stores get: the columns that questions are about. */
  private static final String PLAIN =
      """
      SELECT event, uid AS person, %s, u_plan AS plan, u_country AS country, text['page'] AS page,
          if(mapContains(number, 'amount'), toInt32(number['amount']), NULL) AS amount
      FROM events WHERE day = {day:Date} ORDER BY event, ts FORMAT %s
      """;

  /** Fills both tables, and returns when no merge runs any more. */
  void write() throws IOException, InterruptedException {
    long persons = Math.max(1, count / EVENTS_OF_A_PERSON);
    long milliseconds = Duration.ofDays(BenchDays.GENERATED).toMillis();
    for (long start = 0; start < count; start += CHUNK) {
      long rows = Math.min(CHUNK, count - start);
      engine.query(
          RIFFLE_ROWS,
          "persons",
          Long.toString(persons),
          "first",
          days.first().toString(),
          "ms",
          Long.toString(milliseconds),
          "count",
          Long.toString(count),
          "start",
          Long.toString(start),
          "rows",
          Long.toString(rows));
    }
    engine.query(CATALOG_ROWS);
    for (String table : POSTHOG_TABLES) {
      engine.query(table);
    }
    for (String day : everyDay()) {
      engine.query(POSTHOG_ROWS, "day", day);
    }
    settle();
  }

  /** Each day by itself: what is handed over at once stays small. */
  List<String> everyDay() {
    return days.first().datesUntil(days.last().plusDays(1)).map(Object::toString).toList();
  }

  /** A day's rows for a store that reads Parquet; {@code ms} is the time. */
  byte[] parquet(String day) throws IOException, InterruptedException {
    return engine.bytes(PLAIN.formatted("toUnixTimestamp64Milli(ts) AS ms", "Parquet"), "day", day);
  }

  /** A day's rows as text, the time as UTC without saying so. */
  byte[] tabSeparated(String day) throws IOException, InterruptedException {
    return engine.bytes(PLAIN.formatted("ts", "TSV"), "day", day);
  }

  /** Bytes on disk for an event, in both schemas. */
  String sizes() throws IOException, InterruptedException {
    return engine
        .query(
            "SELECT table, round(sum(bytes_on_disk) / sum(rows), 1) FROM system.parts WHERE active"
                + " AND table IN ('events', 'posthog_events') GROUP BY table ORDER BY table")
        .lines()
        .map(line -> line.replace("\t", " "))
        .collect(Collectors.joining(", "));
  }

  private void settle() throws IOException, InterruptedException {
    int quiet = 0;
    long end = System.nanoTime() + SETTLED_WITHIN.toNanos();
    while (quiet < 4) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the engine still merges after " + SETTLED_WITHIN);
      }
      Thread.sleep(POLL);
      quiet = engine.query("SELECT count() FROM system.merges").strip().equals("0") ? quiet + 1 : 0;
    }
  }
}
