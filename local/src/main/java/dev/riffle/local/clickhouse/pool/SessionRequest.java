package dev.riffle.local.clickhouse.pool;

import java.util.Map;

/**
 * What a request wants of its connection.
 *
 * @param queryId as the client chose it; no other statement that runs has it
 * @param database empty for the pool's own; also {@code default}, which drivers send when nobody
 *     chose one, because here it is the engine's view of the file system
 */
public record SessionRequest(
    Profile profile, String queryId, String database, Map<String, String> settings) {
  public SessionRequest {
    settings = Map.copyOf(settings);
  }

  /** Whether it is satisfied with that database. */
  boolean wantsDatabaseOf(String pool) {
    return database.isEmpty() || database.equals("default") || database.equals(pool);
  }
}
