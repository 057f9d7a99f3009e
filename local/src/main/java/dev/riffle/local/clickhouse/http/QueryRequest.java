package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.wire.Encoding;
import java.util.Map;

/**
 * What the URL and the headers of a request say; the body is not read yet.
 *
 * @param urlSql the query parameter; the body goes on where it ends
 * @param database empty when not named
 * @param defaultFormat where the statement has no FORMAT
 * @param settings of the engine, by name
 * @param parameters values of {@code {name:Type}}, escaped as the client sent them
 * @param waitForEnd buffer more, so that a late error still gets its own status
 */
record QueryRequest(
    String queryId,
    boolean readOnlyMethod,
    String urlSql,
    String database,
    String defaultFormat,
    Map<String, String> settings,
    Map<String, String> parameters,
    Encoding requestEncoding,
    Encoding responseEncoding,
    boolean waitForEnd) {
  QueryRequest {
    settings = Map.copyOf(settings);
    parameters = Map.copyOf(parameters);
  }
}
