package dev.riffle.query.rest;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.ResultTable;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.engine.SqlStreams;
import dev.riffle.query.engine.StreamFormat;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlStatement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * Runs nothing, keeps the statements, and says to each what an engine may: that one text is the
 * only value, event and id that was ever stored, since what was sent may be as hostile as what is
 * asked. For one thread.
 */
final class RecordingEngine implements SqlEngine, SqlStreams {
  private static final AtomicLong DATA_VERSION = new AtomicLong();
  private static final byte[] EMPTY_PARQUET = emptyParquet();

  private final String watermark;
  private final Instant now;
  private final String stored;
  private final Object group;
  private final List<SqlStatement> statements = new ArrayList<>();

  /**
   * Makes an engine.
   *
   * @param now its newest received time
   * @param groupBy how many values a group has
   */
  RecordingEngine(ProjectContext project, Instant now, String text, int groupBy) {
    this.watermark = new ProjectRows(project).watermark().text();
    this.now = now;
    this.stored = StoredValue.encode(PropertyValue.of(text));
    this.group = groupBy > 1 ? Collections.nCopies(groupBy, stored) : stored;
  }

  /** Those that ran, in order. */
  List<SqlStatement> statements() {
    return statements;
  }

  @Override
  public ResultTable run(SqlStatement statement, String queryId, QueryLimits limits) {
    statements.add(statement);
    return new ResultTable(rows(statement), 1, 1, 1);
  }

  @Override
  public void stream(
      SqlStatement statement,
      StreamFormat format,
      String queryId,
      QueryLimits limits,
      OutputStream output)
      throws IOException {
    statements.add(statement);
    if (format == StreamFormat.PARQUET) {
      output.write(EMPTY_PARQUET);
    }
  }

  private static byte[] emptyParquet() {
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    try {
      Util.writeFileMetaData(new FileMetaData(1, List.of(), 0, List.of()), footer);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(footer.size() + 12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(magic)
        .put(footer.toByteArray())
        .putInt(footer.size())
        .put(magic)
        .array();
  }

  private List<List<Object>> rows(SqlStatement statement) {
    String text = statement.text();
    if (text.equals(watermark)) {
      // stored events are being corrected, so that persons have to be looked up; and no result of
      // another question may be taken for one of this
      String version = "v" + DATA_VERSION.incrementAndGet();
      return List.of(List.of(now.toEpochMilli(), 1L, 2L, 3L, version));
    }
    if (isRanking(text)) {
      return List.of(List.of(group));
    }
    int columns = text.indexOf(' ') + 1;
    String first = text.substring(columns, Math.min(text.length(), columns + 32));
    return rows(statement, first);
  }

  /** By how the statement begins. */
  private List<List<Object>> rows(SqlStatement statement, String first) {
    if (first.startsWith("count() FROM")) {
      return List.of(List.of(1L));
    }
    if (first.startsWith("toInt64(uid) AS person")) {
      return List.of(List.of(7L));
    }
    if (first.startsWith("toInt64(sender.aid)")) {
      List<String> names = List.of(stored);
      List<String> none = List.of();
      return List.of(
          List.of(7L, "user", stored, none, none, none, none, names, names, none, none, 0L));
    }
    if (first.startsWith("toInt64(member.uid)")) {
      return List.of(List.of(7L, "user", stored));
    }
    if (first.startsWith("mask, count()")) {
      return List.of(List.of(allSegments(statement), 9L));
    }
    if (first.startsWith("recency, frequency")) {
      return List.of(List.of(5L, 4L, 3L, 1L, 2L, 10.0, 1L, 1L, 2L, 2L, 10.0, 10.0));
    }
    if (first.startsWith("intDiv(toUnixTimestamp")) {
      return List.of(List.of(now.toEpochMilli() / 3_600_000, 5L));
    }
    return counts(statement, first);
  }

  private List<List<Object>> counts(SqlStatement statement, String first) {
    if (first.startsWith("grouping(k), ")) {
      List<Object> counts = new ArrayList<>(List.of(2L, 3L, 4L));
      for (int i = 0; statement.text().contains(" AS m" + i); i++) {
        counts.add(1.5);
      }
      return lines(statement, counts);
    }
    if (first.startsWith("all_time, k, all_groups")) {
      // of persons one by one, or of sessions
      return statement.text().contains("toInt64(sum(times))")
          ? lines(statement, List.of(3L, 2L, 1L, 2L, 60L, 30.0))
          : List.of();
    }
    if (first.startsWith("countIf(isFinite(")) {
      int means = statement.text().split(" minIf\\(", -1).length - 1;
      return List.of(
          Collections.nCopies(means, List.<Object>of(4L, 5.0, 7.0, 0.0, 2.0)).stream()
              .flatMap(List::stream)
              .toList());
    }
    if (first.startsWith("everything, of_events")) {
      return List.of(List.of(1L, 0L, "", "2", 2L), List.of(0L, 0L, stored, "2", 1L));
    }
    if (first.startsWith("change.1 AS period")) {
      return List.of(List.of(1L, "new", 1L));
    }
    if (first.startsWith("period, days")) {
      return List.of(List.of(0L, 1L, 1L));
    }
    if (first.startsWith("entry.1 AS cohort") || first.startsWith("cohort, g, place")) {
      return List.of(List.of(0L, group, 0L, 2L), List.of(0L, group, 1L, 1L));
    }
    if (first.startsWith("ended, entry.1 AS day")) {
      return List.of(List.of(0L, 0L, 2L, 1L, 10.0, 100.0, 0.0, 10.0));
    }
    if (first.startsWith("toInt64(step), event")) {
      // with what a list of persons is asked for
      return List.of(
          List.of(1L, stored, 9L),
          List.of(1L, "Cart", 9L),
          List.of(2L, stored, 9L),
          List.of(2L, "Buy", 9L));
    }
    if (first.startsWith("toInt64(step), link.1")) {
      return List.of(List.of(1L, stored, stored, 1L));
    }
    if (first.startsWith("toInt64(0), ''")) {
      return List.of(List.of(0L, "", 1L, 1L));
    }
    if (first.startsWith("roundDown(path[1]")) {
      return List.of(List.of(firstStart(statement), stored, 1L, 1L));
    }
    // the times of a funnel's steps; why a person is in, whom this engine does not know
    if (first.startsWith("grouping(g), g, quantiles") || first.startsWith("toInt64(")) {
      return List.of();
    }
    throw new IllegalStateException("say what this returns: " + statement.text());
  }

  /** Counts over all, and those of the group if there are groups. */
  private List<List<Object>> lines(SqlStatement statement, List<Object> counts) {
    List<Object> all = new ArrayList<>(List.of(1L, 0L, 1L, ""));
    all.addAll(counts);
    List<Object> ofGroup = new ArrayList<>(List.of(1L, 0L, 0L, group));
    ofGroup.addAll(counts);
    return statement.text().contains("grouping(g)") ? List.of(all, ofGroup) : List.of(all);
  }

  private static Object firstStart(SqlStatement statement) {
    return statement.parameters().get("p0") instanceof List<?> starts ? starts.getFirst() : 0L;
  }

  /** A bit for each named segment; of other populations for the first. */
  private static long allSegments(SqlStatement statement) {
    int segments = statement.text().split("bitShiftLeft\\(toUInt16\\(", -1).length - 1;
    return (1L << Math.max(1, segments)) - 1;
  }

  private static boolean isRanking(String text) {
    int limit = text.lastIndexOf("\nLIMIT {p");
    return text.startsWith(" ASC", limit - 4);
  }
}
