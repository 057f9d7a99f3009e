package dev.riffle.query.sql;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;

/** Statements about one group: what {@link ProjectRows} is for questions. */
public final class GroupRows {
  /** Property of a group's own records that has its type. */
  private static final String TYPE = "group.type";

  private final ProjectRows rows;
  private final String type;
  private final String id;

  public GroupRows(ProjectContext context, String type, String id) {
    this.rows = new ProjectRows(context);
    this.type = type;
    this.id = id;
  }

  /**
   * One row: records, persons who sent them, tracked events, first and last event time in
   * milliseconds. A record that an SDK sends of the group alone, under a device id that it makes up
   * for that, is nobody's.
   */
  public SqlStatement summary(Watermark watermark) {
    return SqlFragment.sql(
            "SELECT count(), uniqExactIf(uid, identified OR device_id != concat('$', ")
        .then(SqlParameter.text(type))
        .then(", '_', ")
        .then(SqlParameter.text(id))
        .then(
            """
            )), countIf(kind = 'track'),
              toUnixTimestamp64Milli(min(ts)), toUnixTimestamp64Milli(max(ts))
            FROM\
            """)
        .then(" ")
        .then(rows.events(watermark))
        .then("\nWHERE ")
        .then(known(watermark))
        .then("\n  AND (")
        .then(ofGroupItself())
        .then(" OR ")
        .then(inGroup())
        .then(")")
        .statement();
  }

  /**
   * Records that changed the group's properties, newest first: event time in milliseconds, names
   * and values that are no numbers, names and numbers as texts. Of records that say the same and
   * only set or unset, the last is enough: whatever came before it is overwritten.
   */
  public SqlStatement changes(Watermark watermark) {
    return SqlFragment.sql(
            """
            SELECT toUnixTimestamp64Milli(ts), mapKeys(texts), mapValues(texts), mapKeys(numbers),
              arrayMap(value -> toString(value), mapValues(numbers))
            FROM (
              SELECT ts, received_ts, _source, _offset,
                mapFilter((name, value) -> startsWith(name, '$'), text) AS texts,
                mapFilter((name, value) -> startsWith(name, '$'), number) AS numbers,
                arrayAll(name -> startsWith(name, '$set.') OR startsWith(name, '$unset.'),
                  arrayConcat(mapKeys(texts), mapKeys(numbers))) AS repeatable
              FROM events
            """)
        .then("  WHERE ")
        .then(known(watermark))
        .then(" AND ")
        .then(ofGroupItself())
        .then(
            """

            )
            ORDER BY ts DESC, received_ts DESC, _source DESC, _offset DESC
            LIMIT 1 BY toString(texts), toString(numbers),
              if(repeatable, (0, 0), (_source + 1, _offset))\
            """)
        .statement();
  }

  /** Tracked events, newest first: name, event time in milliseconds, the person's kind and id. */
  public SqlStatement recent(Watermark watermark, int limit) {
    return SqlFragment.sql(
            """
            SELECT happened.event, happened.at, toString(person.sender_kind), person.sender_id
            FROM (
              SELECT event, toUnixTimestamp64Milli(ts) AS at, uid, _source, _offset FROM\
            """)
        .then(" ")
        .then(rows.events(watermark))
        .then("\n  WHERE ")
        .then(known(watermark))
        .then(" AND ")
        .then(inGroup())
        .then("\n  ORDER BY at DESC, _source DESC, _offset DESC LIMIT ")
        .then(SqlParameter.whole(limit))
        .then(
            """

            ) AS happened LEFT JOIN (SELECT aid, sender_kind, sender_id FROM persons FINAL
            """)
        .then("  WHERE ")
        .then(rows.mine())
        .then(
            """
            ) AS person ON happened.uid = person.aid
            ORDER BY happened.at DESC, happened._source DESC, happened._offset DESC\
            """)
        .statement();
  }

  private SqlFragment known(Watermark watermark) {
    return rows.mine()
        .then(" AND received_ts <= fromUnixTimestamp64Milli(")
        .then(SqlParameter.milliseconds(watermark.receivedUntil()))
        .then(", 'UTC')");
  }

  private SqlFragment ofGroupItself() {
    return SqlFragment.sql("(event = '$group' AND kind = 'group' AND target_id = ")
        .then(SqlParameter.text(id))
        .then(" AND text[")
        .then(SqlParameter.text(TYPE))
        .then("] = ")
        .then(SqlParameter.text(StoredValue.encode(PropertyValue.of(type))))
        .then(")");
  }

  /** An event names one group or a list of groups; ids that are numbers are stored as numbers. */
  private SqlFragment inGroup() {
    SqlParameter name = SqlParameter.text("group." + type);
    return SqlFragment.sql("(kind = 'track' AND (text[")
        .then(name)
        .then("] = ")
        .then(SqlParameter.text(StoredValue.encode(PropertyValue.of(id))))
        .then(" OR (mapContains(number, ")
        .then(name)
        .then(") AND toString(number[")
        .then(name)
        .then("]) = ")
        .then(SqlParameter.text(id))
        .then(") OR (startsWith(text[")
        .then(name)
        .then(
            "], '\\x01[') AND has(arrayMap(item -> if(isValidJSON(item) AND startsWith(item, '\"'),"
                + " JSONExtractString(item), item), JSONExtractArrayRaw(substring(text[")
        .then(name)
        .then("], 2))), ")
        .then(SqlParameter.text(id))
        .then("))))");
  }
}
