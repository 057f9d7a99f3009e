package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import dev.riffle.local.clickhouse.pool.Profile;
import dev.riffle.local.clickhouse.statement.Statement;
import dev.riffle.local.clickhouse.statement.StatementKind;
import java.util.Locale;

/** What the engine would not refuse by itself. */
final class Permissions {
  /** The engine's overlay of the file system: every path is a table in it. */
  private static final String FILE_DATABASE = "default";

  private Permissions() {}

  static void check(Profile profile, QueryRequest request, Statement statement) {
    boolean harmless = statement.kind().reads() || statement.kind() == StatementKind.KILL_QUERY;
    if (!harmless && profile == Profile.READER) {
      throw new EngineException(
          EngineException.READONLY, "READONLY", "Cannot execute query in readonly mode.");
    }
    if (!harmless && request.readOnlyMethod()) {
      throw new EngineException(
          EngineException.READONLY,
          "READONLY",
          "Cannot execute query in readonly mode. For queries over HTTP, method GET implies"
              + " readonly. You should use method POST for modifying queries.");
    }
    for (String parameter : statement.identifierParameters()) {
      String value = request.parameters().getOrDefault(parameter, "");
      String name = value.toLowerCase(Locale.ROOT);
      if (name.equals(FILE_DATABASE)
          || name.startsWith(FILE_DATABASE + ".")
          || name.contains("\\")) {
        throw new EngineException(
            EngineException.ACCESS_DENIED, "ACCESS_DENIED", "Not enough privileges.");
      }
    }
  }
}
