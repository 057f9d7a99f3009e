package dev.riffle.query.engine;

import java.util.Collection;
import java.util.Map;

/** Sees how far statements are that run now. Blocking, for a second at most; thread-safe. */
@FunctionalInterface
public interface StatementWatch {
  /**
   * By id, in the engine, as of this moment. One that does not run is not in it, and none is when
   * the engine does not say so in time.
   */
  Map<String, RowsRead> rowsRead(Collection<String> ids);

  /**
   * What a statement has read by now, of all tables.
   *
   * @param expected how many it will have read in the end, as far as the engine knows by now: it
   *     grows with each table that the statement begins to read; 0 when it does not know
   */
  record RowsRead(long rows, long expected) {}
}
