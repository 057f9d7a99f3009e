package dev.riffle.ingest.load.table;

import dev.riffle.event.row.RowBinaryReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The look-up in the table {@code events}, by its primary key, of any source partition. */
public final class ClickHouseReplayedEvents implements ReplayedEvents {
  /** Characters of parameters in one query: they travel in the address of the request. */
  private static final int QUERY_CHARACTERS_MAX = 32 * 1024;

  /** Project, day and ingest id of one row, with what stands between them. */
  private static final int NUMBERS_CHARACTERS = 50;

  // each condition narrows the key; the ingest id alone decides
  static final String STORED =
      """
      SELECT DISTINCT _ingest_id FROM events
      WHERE project IN {projects:Array(UInt32)} AND event IN {names:Array(String)}
        AND day IN {days:Array(Date)} AND _ingest_id IN {ids:Array(UInt64)}
      """;

  private final ClickHouse clickHouse;

  public ClickHouseReplayedEvents(ClickHouse clickHouse) {
    this.clickHouse = clickHouse;
  }

  @Override
  public Set<Long> stored(List<Row> rows) {
    Set<Long> stored = new HashSet<>();
    List<Row> asked = new ArrayList<>();
    int characters = 0;
    for (Row row : rows) {
      asked.add(row);
      characters += row.event().length() + NUMBERS_CHARACTERS;
      if (characters > QUERY_CHARACTERS_MAX) {
        stored.addAll(read(asked));
        asked.clear();
        characters = 0;
      }
    }
    if (!asked.isEmpty()) {
      stored.addAll(read(asked));
    }
    return stored;
  }

  private List<Long> read(List<Row> rows) {
    return clickHouse.read(
        STORED,
        Map.of(
            "projects", array(rows, row -> Long.toString(row.project().number())),
            "names", ClickHouse.arrayOfTexts(rows.stream().map(Row::event).distinct().toList()),
            "days", array(rows, row -> "'" + LocalDate.ofEpochDay(row.day()) + "'"),
            "ids", array(rows, row -> Long.toUnsignedString(row.ingestId()))),
        RowBinaryReader::readLong);
  }

  private static String array(List<Row> rows, Function<Row, String> element) {
    return rows.stream().map(element).distinct().collect(Collectors.joining(",", "[", "]"));
  }
}
