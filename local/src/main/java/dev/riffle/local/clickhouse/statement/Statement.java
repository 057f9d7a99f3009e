package dev.riffle.local.clickhouse.statement;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One SQL statement, read as far as a server must: what it does, in which format it wants its
 * answer or brings its data, and which query parameters it uses as names.
 *
 * @param sql the statement; of INSERT_DATA only what precedes FORMAT
 * @param format of the FORMAT clause
 * @param dataStart of INSERT_DATA: position in the original text where the data begin
 * @param killedQuery of KILL_QUERY
 * @param identifierParameters names of the parameters of type Identifier
 */
public record Statement(
    StatementKind kind,
    String sql,
    Optional<String> format,
    int dataStart,
    Optional<KilledQuery> killedQuery,
    Set<String> identifierParameters) {

  /**
   * Which query a KILL QUERY is about.
   *
   * @param text its id, or the name of the query parameter that holds it
   * @param sync the answer waits until that query has ended
   */
  public record KilledQuery(String text, boolean isParameter, boolean sync) {
    /** The id; empty when the parameter is missing, which no query's id is. */
    public String id(Map<String, String> parameters) {
      return isParameter ? parameters.getOrDefault(text, "") : text;
    }
  }

  public Statement {
    identifierParameters = Set.copyOf(identifierParameters);
  }
}
