package dev.riffle.local.clickhouse.pool;

import dev.riffle.local.clickhouse.libchdb.EngineConnection;
import dev.riffle.local.clickhouse.libchdb.EngineResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Statements that bring a session into the state a request wants. */
final class SessionSetup {
  private static final String FORMAT = "TabSeparated";

  private SessionSetup() {}

  static void use(EngineConnection connection, String database) {
    run(connection, "USE `" + escaped(database, '`') + "`");
  }

  /**
   * One SET of the profile's defaults with the request's values over them.
   *
   * @param restrict to questions, for good: nothing can be set after
   */
  static void set(
      EngineConnection connection,
      SessionSettings profile,
      Map<String, String> wanted,
      boolean restrict) {
    Map<String, String> all = new LinkedHashMap<>();
    if (restrict) {
      all.putAll(profile.defaults());
    }
    all.putAll(wanted);
    if (restrict) {
      all.put("readonly", "1");
    }
    StringJoiner assignments = new StringJoiner(", ", "SET ", "");
    // names are checked by SessionSettings, values are escaped here: SET takes no parameters
    all.forEach((name, value) -> assignments.add(name + " = '" + escaped(value, '\'') + "'"));
    run(connection, assignments.toString());
  }

  private static String escaped(String text, char quote) {
    return text.replace("\\", "\\\\").replace(String.valueOf(quote), "\\" + quote);
  }

  private static void run(EngineConnection connection, String sql) {
    try (EngineResult ignored = connection.query(sql, FORMAT, Map.of())) {
      return;
    }
  }
}
