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
}
