package dev.riffle.query.sql;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import java.util.List;

/** Statements about single persons and who is who: what {@link ProjectRows} is for questions. */
public final class PersonRows {
  private final ProjectRows rows;

  public PersonRows(ProjectContext context) {
    this.rows = new ProjectRows(context);
  }

  /**
   * Aliases that SDKs have sent: previous id, user id, first event time in milliseconds, how often.
   */
  public SqlStatement sentAliases() {
    return SqlFragment.sql(
            """
            SELECT alias.previous_id, sender.sender_id, alias.first_ms, alias.times
            FROM (
              SELECT target_id AS previous_id, aid, toUnixTimestamp64Milli(min(ts)) AS first_ms, count() AS times
              FROM events
            """)
        .then("  WHERE ")
        .then(rows.mine())
        .then(
            """
             AND event = '$alias' AND kind = 'alias' AND target_id != ''
              GROUP BY target_id, aid
            ) AS alias INNER JOIN (
              SELECT aid, sender_id FROM persons FINAL
            """)
        .then("  WHERE ")
        .then(rows.mine())
        .then(
            """
             AND sender_kind = 'user' AND aid IN (
                SELECT aid FROM events
            """)
        .then("    WHERE ")
        .then(rows.mine())
        .then(
            """
             AND event = '$alias')
            ) AS sender ON alias.aid = sender.aid\
            """)
        .statement();
  }

  /**
   * The senders with this id, as a user and as a device: kind, number, person's number, first and
   * last seen in milliseconds.
   */
  public SqlStatement senders(String id) {
    return SqlFragment.sql(
            """
            SELECT toString(sender_kind), toInt64(aid), toInt64(if(linked.uid = 0, aid, linked.uid)),
              toUnixTimestamp64Milli(first_seen), toUnixTimestamp64Milli(last_seen)
            FROM (SELECT * FROM persons FINAL
            """)
        .then("WHERE ")
        .then(rows.mine())
        .then(" AND sender_kind IN ('user', 'device') AND sender_id = ")
        .then(SqlParameter.text(id))
        .then(
            """
            ) AS sender LEFT JOIN (SELECT aid, uid FROM sender_persons FINAL
            """)
        .then("WHERE ")
        .then(rows.mine())
        .then(") AS linked ON sender.aid = linked.aid\nORDER BY sender_kind")
        .statement();
  }

  /**
   * What there is of persons, as they are known by now: number, events, devices, first and last
   * event in milliseconds.
   */
  public SqlStatement activity(List<Long> persons, Watermark watermark) {
    return SqlFragment.sql(
            """
            SELECT toInt64(uid), count(), uniqExactIf(device_id, device_id != ''),
              toUnixTimestamp64Milli(min(ts)), toUnixTimestamp64Milli(max(ts))
            FROM\
            """)
        .then(" ")
        .then(rows.events(watermark))
        .then("\nWHERE ")
        .then(rows.mine())
        .then(" AND kind = 'track' AND uid IN ")
        .then(SqlParameter.wholes(persons))
        .then("\nGROUP BY uid ORDER BY uid")
        .statement();
  }

  /** Ids that begin with a text: kind, id, first and last seen in milliseconds. */
  public SqlStatement search(String prefix, int limit) {
    return SqlFragment.sql(
            """
            SELECT toString(sender_kind), sender_id,
              toUnixTimestamp64Milli(first_seen), toUnixTimestamp64Milli(last_seen)
            FROM persons FINAL
            """)
        .then("WHERE ")
        .then(rows.mine())
        .then(" AND startsWith(sender_id, ")
        .then(SqlParameter.text(prefix))
        .then(")\nORDER BY sender_id, sender_kind LIMIT ")
        .then(SqlParameter.whole(limit))
        .statement();
  }

  /**
   * The senders that are, or for some time were, a person: kind, id, number, first and last seen in
   * milliseconds, own history in hex.
   */
  public SqlStatement sendersOf(long person) {
    return SqlFragment.sql(
            """
            SELECT toString(sender_kind), sender_id, toInt64(aid),
              toUnixTimestamp64Milli(first_seen), toUnixTimestamp64Milli(last_seen), hex(history)
            FROM persons FINAL
            """)
        .then("WHERE ")
        .then(rows.mine())
        .then(" AND (aid = ")
        .then(SqlParameter.whole(person))
        .then(" OR aid IN (SELECT aid FROM sender_persons FINAL WHERE ")
        .then(rows.mine())
        .then(" AND arrayExists(owner -> owner.uid = ")
        .then(SqlParameter.whole(person))
        .then(", owners)))\nORDER BY sender_kind, sender_id")
        .statement();
  }

  /** Devices on which users were seen: id, first and last time in milliseconds. */
  public SqlStatement devicesOf(List<Long> users) {
    return SqlFragment.sql(
            """
            SELECT device_id, toUnixTimestamp64Milli(min(first_ts)), toUnixTimestamp64Milli(max(last_ts))
            FROM device_users
            """)
        .then("WHERE ")
        .then(rows.mine())
        .then(" AND user_aid IN ")
        .then(SqlParameter.wholes(users))
        .then("\nGROUP BY device_id ORDER BY device_id")
        .statement();
  }

  /**
   * Current properties of a person, and what its other senders have changed: names and values that
   * are no numbers, names and numbers as texts, history in hex. Of two rows the first counts.
   */
  public SqlStatement currentProperties(long person) {
    return SqlFragment.sql(
            """
            SELECT mapKeys(text), mapValues(text), mapKeys(number),
              arrayMap(value -> toString(value), mapValues(number)), history
            FROM (
              SELECT 1 AS place, text, number, hex(shared_history) AS history FROM sender_persons FINAL
            """)
        .then("  WHERE ")
        .then(rows.mine())
        .then(" AND aid = ")
        .then(SqlParameter.whole(person))
        .then(
            """

              UNION ALL SELECT 2 AS place, text, number, '' AS history FROM persons FINAL
            """)
        .then("  WHERE ")
        .then(rows.mine())
        .then(" AND aid = ")
        .then(SqlParameter.whole(person))
        .then("\n) ORDER BY place LIMIT 1")
        .statement();
  }

  /**
   * Who persons are: number, kind and id of their main sender, then current properties as in {@link
   * #currentProperties}.
   */
  public SqlStatement people(List<Long> persons) {
    return SqlFragment.sql(
            """
            SELECT toInt64(sender.aid), toString(sender.sender_kind), sender.sender_id,
              mapKeys(merged.text), mapValues(merged.text), mapKeys(merged.number),
              arrayMap(value -> toString(value), mapValues(merged.number)),
              mapKeys(sender.text), mapValues(sender.text), mapKeys(sender.number),
              arrayMap(value -> toString(value), mapValues(sender.number)), toInt64(merged.aid)
            FROM (SELECT aid, sender_kind, sender_id, text, number FROM persons FINAL
            """)
        .then("WHERE ")
        .then(rows.mine())
        .then(" AND aid IN ")
        .then(SqlParameter.wholes(persons))
        .then(
            """
            ) AS sender LEFT JOIN (SELECT aid, text, number FROM sender_persons FINAL
            """)
        .then("WHERE ")
        .then(rows.mine())
        .then(" AND aid = uid AND aid IN ")
        .then(SqlParameter.wholes(persons))
        .then(") AS merged ON sender.aid = merged.aid")
        .statement();
  }

  /**
   * A page of a person's events, newest first: name, event and received time in milliseconds,
   * device, session, source, offset, then names and values of the event's properties and of the
   * user's, each as in {@link #currentProperties}.
   *
   * @param senders all that the person has; read instead of everybody's rows
   */
  public SqlStatement events(
      long person, List<Long> senders, Watermark watermark, EventPage page, int limit) {
    SqlFragment sql =
        SqlFragment.sql(
                """
                SELECT event, toUnixTimestamp64Milli(ts) AS at, toUnixTimestamp64Milli(received_ts),
                  device_id, session_id, toInt64(_source) AS place, _offset,
                  mapKeys(text), mapValues(text), mapKeys(number), arrayMap(value -> toString(value), mapValues(number)),
                  mapKeys(user_text), mapValues(user_text), mapKeys(user_number), arrayMap(value -> toString(value), mapValues(user_number))
                FROM\
                """)
            .then(" ")
            .then(rows.events(watermark))
            .then("\nWHERE ")
            .then(rows.mine())
            .then(" AND kind = 'track' AND aid IN ")
            .then(SqlParameter.wholes(senders))
            .then(" AND uid = ")
            .then(SqlParameter.whole(person))
            .then("\n  AND received_ts <= fromUnixTimestamp64Milli(")
            .then(SqlParameter.milliseconds(watermark.receivedUntil()))
            .then(", 'UTC')");
    if (page.event().isPresent()) {
      sql = sql.then(" AND event = ").then(SqlParameter.text(page.event().get()));
    }
    if (page.after().isPresent()) {
      EventPage.Place after = page.after().get();
      sql =
          sql.then("\n  AND (at, place, _offset) < (")
              .then(SqlParameter.whole(after.atMillis()))
              .then(", ")
              .then(SqlParameter.whole(after.source()))
              .then(", ")
              .then(SqlParameter.whole(after.offset()))
              .then(")");
    }
    return sql.then("\nORDER BY at DESC, place DESC, _offset DESC LIMIT ")
        .then(SqlParameter.whole(limit))
        .statement();
  }
}
