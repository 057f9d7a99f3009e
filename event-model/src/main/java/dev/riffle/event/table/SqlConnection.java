package dev.riffle.event.table;

import java.util.List;
import java.util.Map;

/**
 * Port to one ClickHouse database, as little as the {@link Migrator} needs. Statements come from
 * source files only; everything else travels as a typed parameter, {@code {name:Type}} in the text.
 * Implementations throw their own unchecked exception when the engine refuses or cannot be reached.
 */
public interface SqlConnection {
  void execute(String statement, Map<String, Object> parameters);

  /** All rows, every value as text. Meant for small answers. */
  List<List<String>> query(String query, Map<String, Object> parameters);
}
