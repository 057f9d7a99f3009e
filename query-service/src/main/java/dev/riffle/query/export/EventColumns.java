package dev.riffle.query.export;

import dev.riffle.query.sql.SqlFragment;

/**
 * What is written of an event: its name, event and received time, the person as it is known by now
 * with kind and id of its main sender, device and session as they were sent, the event's properties
 * and the user's at the event, both as one JSON object.
 */
final class EventColumns {
  /** The first line of comma-separated values. */
  static final String CSV_NAMES =
      "event,time,received,person,personKind,personId,device,session,properties,userProperties\n";

  /** What the columns are made of. */
  static final String STORED =
      """
      event, ts, received_ts, aid, uid, person.sender_kind AS sender_kind,
        person.sender_id AS sender_id, device_id, session_id, text, number, user_text, user_number,
        _source, _offset\
      """;

  private static final String TIME = "concat(replaceOne(toString(ts), ' ', 'T'), 'Z')";
  private static final String RECEIVED = "concat(replaceOne(toString(received_ts), ' ', 'T'), 'Z')";
  private static final String KIND = "if(sender_id = '', '', toString(sender_kind))";

  /** Stored forms ({@code StoredValue}) as members of a JSON object. */
  private static final String MEMBERS =
      """
      concat('{', arrayStringConcat(arrayConcat(
        arrayMap((name, value) -> concat(toJSONString(toString(name)), ':',
          multiIf(NOT startsWith(value, '\\x01'), toJSONString(value),
            length(value) = 1 OR substring(value, 2, 1) = '\\x01', toJSONString(substring(value, 2)),
            substring(value, 2, 1) = '#', substring(value, 3),
            substring(value, 2))),
      """;

  private static final String NUMBERS =
      "  arrayMap((name, value) -> concat(toJSONString(toString(name)), ':', toString(value)),";
  private static final String END = ")), ','), '}')";

  private static final String PROPERTIES =
      MEMBERS
          + "    mapKeys(text), mapValues(text)),\n"
          + NUMBERS
          + " mapKeys(number), mapValues(number)"
          + END;
  private static final String USER_PROPERTIES =
      MEMBERS
          + "    mapKeys(user_text), mapValues(user_text)),\n"
          + NUMBERS
          + " mapKeys(user_number), mapValues(user_number)"
          + END;
  private static final String BOTH_PROPERTIES =
      PROPERTIES + " AS properties, " + USER_PROPERTIES + " AS userProperties";

  /** Around a text that a spreadsheet must not take for a formula. */
  private static final String SAFE =
      "arrayMap(cell -> if(substring(cell, 1, 1) IN ('=', '+', '-', '@', '\\t', '\\r'),"
          + " concat('\\'', cell), cell), [toString(";

  private static final String SAFE_END = ")])[1]";

  private static final String LINE =
      "concat('{\"event\":', toJSONString(toString(event)), ',\"time\":\"', "
          + TIME
          + ", '\",\"received\":\"', "
          + RECEIVED
          + ", '\",\"person\":', toString(uid), ',\"personKind\":\"', "
          + KIND
          + ", '\",\"personId\":', toJSONString(sender_id),"
          + " ',\"device\":', toJSONString(device_id), ',\"session\":', toJSONString(session_id),"
          + " ',\"properties\":', "
          + PROPERTIES
          + ", ',\"userProperties\":', "
          + USER_PROPERTIES
          + ", '}') AS line";

  private static final String CELLS =
      SAFE
          + "event"
          + SAFE_END
          + " AS event, "
          + TIME
          + " AS time, "
          + RECEIVED
          + " AS received, uid AS person, "
          + KIND
          + " AS personKind, "
          + SAFE
          + "sender_id"
          + SAFE_END
          + " AS personId, "
          + SAFE
          + "device_id"
          + SAFE_END
          + " AS device, "
          + SAFE
          + "session_id"
          + SAFE_END
          + " AS session, "
          + BOTH_PROPERTIES;

  private static final String PLAIN =
      "toString(event) AS event, ts AS time, received_ts AS received, uid AS person, "
          + KIND
          + " AS personKind, sender_id AS personId, device_id AS device, session_id AS session, "
          + BOTH_PROPERTIES;

  private EventColumns() {}

  static SqlFragment of(ExportFormat format) {
    return switch (format) {
      case JSONL -> SqlFragment.sql("SELECT " + LINE);
      case CSV -> SqlFragment.sql("SELECT " + CELLS);
      case PARQUET -> SqlFragment.sql("SELECT " + PLAIN);
    };
  }
}
