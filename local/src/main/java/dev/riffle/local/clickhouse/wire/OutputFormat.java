package dev.riffle.local.clickhouse.wire;

import java.util.Map;
import java.util.Set;

/**
 * What has to be known about an output format by its name: whether the chunks of a stream can be
 * put one after the other, what precedes the rows in each of them, and its media type.
 */
public record OutputFormat(String name) {
  private static final Set<String> STREAMABLE =
      Set.of(
          "CSV",
          "CSVWithNames",
          "CSVWithNamesAndTypes",
          "JSONCompactEachRow",
          "JSONCompactEachRowWithNames",
          "JSONCompactEachRowWithNamesAndTypes",
          "JSONEachRow",
          "JSONLines",
          "LineAsString",
          "NDJSON",
          "Native",
          "RowBinary",
          "RowBinaryWithNames",
          "RowBinaryWithNamesAndTypes",
          "TSV",
          "TSVRaw",
          "TSVWithNames",
          "TSVWithNamesAndTypes",
          "TabSeparated",
          "TabSeparatedRaw",
          "TabSeparatedWithNames",
          "TabSeparatedWithNamesAndTypes");

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "CSV", "text/csv; charset=UTF-8; header=absent",
          "CSVWithNames", "text/csv; charset=UTF-8; header=present",
          "JSON", "application/json; charset=UTF-8",
          "JSONCompact", "application/json; charset=UTF-8",
          "JSONEachRow", "application/x-ndjson; charset=UTF-8",
          "TabSeparated", "text/tab-separated-values; charset=UTF-8",
          "TabSeparatedWithNames", "text/tab-separated-values; charset=UTF-8",
          "TSV", "text/tab-separated-values; charset=UTF-8");

  /** What stands before the rows of each chunk and may be sent once only. */
  public enum Header {
    NONE,
    BINARY_NAMES,
    BINARY_NAMES_AND_TYPES,
    ONE_LINE,
    TWO_LINES,
    ONE_CSV_LINE,
    TWO_CSV_LINES
  }

  /** Chunks of it may follow each other; else a result has to be one piece. */
  public boolean streamable() {
    return STREAMABLE.contains(name);
  }

  public Header header() {
    boolean binary = name.startsWith("RowBinary");
    boolean csv = name.startsWith("CSV");
    if (name.endsWith("WithNamesAndTypes")) {
      return binary ? Header.BINARY_NAMES_AND_TYPES : csv ? Header.TWO_CSV_LINES : Header.TWO_LINES;
    }
    if (name.endsWith("WithNames")) {
      return binary ? Header.BINARY_NAMES : csv ? Header.ONE_CSV_LINE : Header.ONE_LINE;
    }
    return Header.NONE;
  }

  public String mediaType() {
    return MEDIA_TYPES.getOrDefault(
        name, name.startsWith("JSON") ? "application/json" : "application/octet-stream");
  }
}
