package dev.riffle.local.clickhouse.statement;

import java.util.Optional;
import java.util.Set;

/**
 * One SQL statement, read as far as a server must: what it does, in which format it wants its
 * answer or brings its data, and which query parameters it uses as names.
 *
 * @param sql the statement; of INSERT_DATA only what precedes FORMAT
 * @param format of the FORMAT clause
 * @param dataStart of INSERT_DATA: position in the original text where the data begin
 * @param killedQueryId of KILL_QUERY
 * @param identifierParameters names of the parameters of type Identifier
 */
public record Statement(
    StatementKind kind,
    String sql,
    Optional<String> format,
    int dataStart,
    Optional<String> killedQueryId,
    Set<String> identifierParameters) {

  public Statement {
    identifierParameters = Set.copyOf(identifierParameters);
  }
}
