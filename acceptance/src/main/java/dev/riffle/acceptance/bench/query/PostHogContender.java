package dev.riffle.acceptance.bench.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.riffle.acceptance.bench.Machine;
import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * PostHog's schema and statements on the same engine and events.
 *
 * @param materialized properties have columns of their own, as PostHog's job makes for much used
 *     ones; else each is read from its JSON
 */
record PostHogContender(
    StoredEvents engine, ProcessHandle process, BenchDays days, boolean materialized)
    implements Contender {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return materialized ? "PostHog, columns materialized" : "PostHog";
  }

  @Override
  public Reply ask(BenchQuestion question) throws IOException, InterruptedException {
    JsonNode answer =
        JSON.readTree(
            engine.query(
                properties(question.postHogSql(days))
                    + " FORMAT JSONCompact"
                    + " SETTINGS output_format_json_quote_64bit_integers = 0"));
    SortedMap<String, Long> numbers = new TreeMap<>();
    for (JsonNode row : answer.path("data")) {
      List<String> cell = new ArrayList<>();
      for (int i = 0; i < row.size() - 1; i++) {
        cell.add(row.path(i).asText());
      }
      numbers.put(String.join(" ", cell), row.path(row.size() - 1).asLong());
    }
    return new Reply(
        numbers,
        OptionalLong.of(answer.at("/statistics/rows_read").asLong()),
        OptionalLong.of(answer.at("/statistics/bytes_read").asLong()));
  }

  private String properties(String sql) {
    return sql.replace("{plan}", property("person_properties", "plan", "pmat_plan"))
        .replace("{country}", property("person_properties", "country", "pmat_country"))
        .replace("{page}", property("properties", "page", "mat_page"))
        .replace("{amount}", property("properties", "amount", "mat_amount"));
  }

  private String property(String json, String name, String column) {
    return materialized
        ? "nullIf(nullIf(e." + column + ", ''), 'null')"
        : "replaceRegexpAll(nullIf(nullIf(JSONExtractRaw(e."
            + json
            + ", '"
            + name
            + "'), ''), 'null'), '^\"|\"$', '')";
  }

  @Override
  public Duration cpu() {
    return Machine.cpu(process);
  }

  @Override
  public void close() {}
}
