package dev.riffle.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A statement as an answer explains it.
 *
 * @param parameters names and values in turns
 */
public record ExplainedStatement(String sql, List<String> parameters) {
  public ExplainedStatement {
    parameters = List.copyOf(parameters);
  }

  /** Those of an answer that was asked for with {@code explain}. */
  public static List<ExplainedStatement> of(JsonNode answer) {
    List<ExplainedStatement> statements = new ArrayList<>();
    for (JsonNode explained : answer.path("meta").path("sql")) {
      List<String> parameters = new ArrayList<>();
      for (Map.Entry<String, JsonNode> parameter : explained.path("parameters").properties()) {
        parameters.add(parameter.getKey());
        parameters.add(parameter.getValue().asText());
      }
      statements.add(new ExplainedStatement(explained.path("text").asText(), parameters));
    }
    if (statements.isEmpty()) {
      throw new IllegalStateException("the answer explains no statement");
    }
    return statements;
  }

  /** Runs it straight on the engine. */
  public void run(StoredEvents engine) throws IOException, InterruptedException {
    engine.query(sql, parameters.toArray(String[]::new));
  }
}
