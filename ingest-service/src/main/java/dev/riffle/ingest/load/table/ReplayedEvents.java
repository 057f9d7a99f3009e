package dev.riffle.ingest.load.table;

import dev.riffle.project.ProjectId;
import java.util.List;
import java.util.Set;

/**
 * Port: which events that were put back from the dead letters have their row already. A replayed
 * record has another offset than its first try, so only its ingest id tells.
 */
public interface ReplayedEvents {
  /**
   * Looks them up. Does not see what is not stored yet: two replays of one event in one batch are
   * the caller's to recognise.
   *
   * @return the low halves of the ingest ids, among those asked for, that are in the table
   * @throws EngineException as every method of the tables
   */
  Set<Long> stored(List<Row> rows);

  /**
   * Where an event's row is to be found: the beginning of the table's key, and its identity.
   *
   * @param event name of the event, as in the row
   * @param day UTC day of the row, days since 1970-01-01, 0 to 65,535
   * @param ingestId low half of the ingest id
   */
  record Row(ProjectId project, String event, int day, long ingestId) {
    private static final int DAY_MAX = 0xFFFF;

    public Row {
      if (day < 0 || day > DAY_MAX) {
        throw new IllegalArgumentException("day " + day);
      }
    }
  }
}
