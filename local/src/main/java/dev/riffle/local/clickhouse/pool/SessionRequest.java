package dev.riffle.local.clickhouse.pool;

import java.util.Map;

/**
 * What a request wants of its connection.
 *
 * @param database empty for the pool's own
 */
public record SessionRequest(
    String queryId, Profile profile, String database, Map<String, String> settings) {
  public SessionRequest {
    settings = Map.copyOf(settings);
  }
}
