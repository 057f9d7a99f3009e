package dev.riffle.acceptance.bench.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A question in every language. Statements give rows of a cell's name in one or more columns, and
 * its number last. {@code {…}} are days of {@link BenchDays}; {@code {plan}} and the like in
 * PostHog's are ways to read a property.
 */
enum BenchQuestion {
  DAILY_UNIQUES(
      "daily uniques of a frequent event by plan, 30 days",
      "/api/v1/segmentation",
      """
      {"events": ["page_view"], "measures": ["uniques"], "from": "{month}", "to": "{last}",
       "groupBy": [{"property": "plan", "of": "user"}]%s}
      """,
      PlainSql.DAILY_UNIQUES,
      PostHogSql.DAILY_UNIQUES) {
    @Override
    SortedMap<String, Long> numbers(JsonNode answer) {
      SortedMap<String, Long> numbers = new TreeMap<>();
      for (JsonNode group : answer.at("/series/0/groups")) {
        for (int i = 0; i < answer.path("buckets").size(); i++) {
          put(
              numbers,
              answer.at("/buckets/" + i + "/date").asText() + " " + group.path("label").asText(),
              group.at("/line/points/" + i + "/uniques").asLong());
        }
      }
      return numbers;
    }
  },

  SELECTIVE_TOTALS(
      "totals of a rare event with a filter by day, 7 days",
      "/api/v1/segmentation",
      """
      {"events": [{"event": "invited_teammate",
        "where": {"property": "page", "op": "is", "values": ["/page/1", "/page/2", "/page/3"]}}],
       "measures": ["totals"], "from": "{week}", "to": "{last}"%s}
      """,
      PlainSql.SELECTIVE_TOTALS,
      PostHogSql.SELECTIVE_TOTALS) {
    @Override
    SortedMap<String, Long> numbers(JsonNode answer) {
      SortedMap<String, Long> numbers = new TreeMap<>();
      for (int i = 0; i < answer.path("buckets").size(); i++) {
        put(
            numbers,
            answer.at("/buckets/" + i + "/date").asText(),
            answer.at("/series/0/line/points/" + i + "/totals").asLong());
      }
      return numbers;
    }
  },

  SUM_BY_COUNTRY(
      "sum of a number by country, 30 days",
      "/api/v1/segmentation",
      """
      {"events": ["purchase"], "measures": [{"measure": "sum", "property": "amount"}],
       "from": "{month}", "to": "{last}", "interval": "none",
       "groupBy": [{"property": "country", "of": "user"}], "top": 100%s}
      """,
      PlainSql.SUM_BY_COUNTRY,
      PostHogSql.SUM_BY_COUNTRY) {
    @Override
    SortedMap<String, Long> numbers(JsonNode answer) {
      SortedMap<String, Long> numbers = new TreeMap<>();
      for (JsonNode group : answer.at("/series/0/groups")) {
        put(
            numbers,
            group.path("label").asText(),
            group.path("line").path("total").path("sum(amount)").asLong());
      }
      return numbers;
    }
  },

  FUNNEL(
      "funnel of three steps, window 7 days, 30 days",
      "/api/v1/funnel",
      """
      {"steps": [{"event": "item_view"}, {"event": "add_to_cart"}, {"event": "purchase"}],
       "window": "7d", "from": "{funnelFrom}", "to": "{funnelTo}"%s}
      """,
      PlainSql.FUNNEL,
      PostHogSql.FUNNEL) {
    @Override
    SortedMap<String, Long> numbers(JsonNode answer) {
      SortedMap<String, Long> numbers = new TreeMap<>();
      JsonNode steps = answer.at("/segments/0/line/steps");
      for (int i = 0; i < steps.size(); i++) {
        // who came so far and no further, as the statements count
        long further = i + 1 < steps.size() ? steps.at("/" + (i + 1) + "/count").asLong() : 0;
        put(numbers, Integer.toString(i + 1), steps.at("/" + i + "/count").asLong() - further);
      }
      return numbers;
    }
  },

  RETENTION(
      "weekly retention, 12 weeks",
      "/api/v1/retention",
      """
      {"startEvent": {"event": "session_start"}, "returnEvent": {"event": "page_view"},
       "unit": "week", "from": "{monday}", "to": "{sunday}"%s}
      """,
      PlainSql.RETENTION,
      PostHogSql.RETENTION) {
    @Override
    SortedMap<String, Long> numbers(JsonNode answer) {
      SortedMap<String, Long> numbers = new TreeMap<>();
      JsonNode cohorts = answer.at("/lines/0/all/cohorts");
      for (int week = 0; week < cohorts.size(); week++) {
        JsonNode cells = cohorts.path(week).path("cells");
        for (int k = 1; k < cells.size() && week + k < cohorts.size(); k++) {
          put(
              numbers,
              answer.at("/cohorts/" + week + "/date").asText() + " " + k,
              cells.path(k).path("returned").asLong());
        }
      }
      return numbers;
    }
  };

  private final String text;
  private final String path;
  private final String body;
  private final String plainSql;
  private final String postHogSql;

  BenchQuestion(String text, String path, String body, String plainSql, String postHogSql) {
    this.text = text;
    this.path = path;
    this.body = body;
    this.plainSql = plainSql;
    this.postHogSql = postHogSql;
  }

  /** The cells of Riffle's answer under the names that the statements give them. */
  abstract SortedMap<String, Long> numbers(JsonNode answer);

  String text() {
    return text;
  }

  String path() {
    return path;
  }

  /** Riffle's question. */
  String body(BenchDays days) {
    return days.in(body.replace("%s", ""));
  }

  /** The same, whose answer has its statements. */
  String explainedBody(BenchDays days) {
    return days.in(body.replace("%s", ", \"explain\": true"));
  }

  /** For DuckDB and PostgreSQL. */
  String plainSql(BenchDays days) {
    return days.in(plainSql);
  }

  String postHogSql(BenchDays days) {
    return days.in(postHogSql);
  }

  /** Statements have no rows for cells of which there are none. */
  private static void put(SortedMap<String, Long> numbers, String cell, long number) {
    if (number != 0) {
      numbers.put(cell, number);
    }
  }
}
