package dev.riffle.acceptance.chaos.check;

import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Reads the rows of a run, with a checksum that the engine computes from the columns. */
public final class StoredRows {
  private static final int ROW_BYTES = 3 * Long.BYTES;

  private StoredRows() {}

  /**
   * One month. The content is put together as {@code SentEvent.content} does: the message id from
   * the number when its hash fits, the names of the properties in order.
   */
  private static final String ROWS =
      """
      SELECT
          toUInt64(e.number['seq'] + e.number['$set.seq']) AS seq,
          e._ingest_id,
          reinterpretAsUInt64(substring(SHA256(concat(
              toString(e.kind), '\\x1e',
              if(e.kind = 'track', e.event, ''), '\\x1e',
              toString(p.sender_kind), '\\x1e',
              p.sender_id, '\\x1e',
              multiIf(
                  e.mid = 0, '',
                  e.mid = xxHash64(concat({prefix:String}, toString(seq))),
                      concat({prefix:String}, toString(seq)),
                  'another message id'), '\\x1e',
              toString(toUnixTimestamp64Milli(e.claimed_ts)), '\\x1e',
              if(e.clamped, 'clamped', toString(toUnixTimestamp64Milli(e.ts))), '\\x1e',
              arrayStringConcat(arraySort(arrayMap(
                  (k, v) -> concat(k, '=', v, '\\x1e'), mapKeys(e.text), mapValues(e.text)))),
              '\\x1e',
              arrayStringConcat(arraySort(arrayMap(
                  (k, v) -> concat(k, '=', toString(v), '\\x1e'),
                  mapKeys(e.number), mapValues(e.number))))
          )), 1, 8))
      FROM events AS e
      LEFT ANY JOIN (SELECT project, aid, sender_kind, sender_id FROM persons FINAL) AS p
          ON p.project = e.project AND p.aid = e.aid
      WHERE toYYYYMM(e.day) = {month:UInt32}
      FORMAT RowBinary
      """;

  /** Hands every row of the table to the comparison. */
  public static void read(StoredEvents stored, String messagePrefix, Comparison into)
      throws IOException, InterruptedException {
    List<String> months =
        stored
            .query("SELECT DISTINCT toYYYYMM(day) AS month FROM events ORDER BY month")
            .lines()
            .toList();
    for (String month : months) {
      ByteBuffer rows =
          ByteBuffer.wrap(stored.bytes(ROWS, "prefix", messagePrefix, "month", month))
              .order(ByteOrder.LITTLE_ENDIAN);
      while (rows.remaining() >= ROW_BYTES) {
        into.row(rows.getLong(), rows.getLong(), rows.getLong());
      }
    }
  }
}
