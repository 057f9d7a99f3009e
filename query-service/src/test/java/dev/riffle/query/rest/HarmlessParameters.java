package dev.riffle.query.rest;

import java.util.HashMap;
import java.util.Map;

/** A value for every parameter of a path or an address that any door has. */
final class HarmlessParameters {
  private HarmlessParameters() {}

  /**
   * @param project that may be changed
   */
  static Map<String, String> of(String project) {
    Map<String, String> values = new HashMap<>();
    values.put("project", project);
    values.put("key", "999999");
    values.put("segment", "nobody");
    values.put("question", "none");
    values.put("dashboard", "none");
    values.put("annotation", "999999");
    values.put("id", "user \"1\"");
    values.put("name", "plan");
    values.put("type", "company");
    values.put("code", "missing-key");
    values.put("search", "a");
    values.put("limit", "3");
    values.put("of", "user");
    values.put("by", "plan");
    values.put("segments", "[{\"name\": \"Champions\", \"segment\": \"champions\"}]");
    values.put("where", "{\"inSegment\": \"champions\"}");
    values.put("last", "30d");
    values.put("from", "2026-11-01");
    values.put("to", "2026-11-22");
    values.put("timeZone", "UTC");
    values.put("top", "3");
    values.put("asOf", "2026-11-22T00:00:00Z");
    values.put("asOfReceived", "2026-11-22T00:00:00Z");
    values.put("explain", "true");
    values.put("kind", "user");
    values.put("event", "Export Started");
    values.put("cursor", "x");
    values.put("format", "csv");
    values.put("after", "0");
    values.put("interval", "day");
    values.put("ids", "champions,current-persons");
    values.put("previousId", "ann");
    values.put("userId", "bob");
    String event = "{\"event_type\":\"Export Started\"}";
    values.putAll(Map.of("e", event, "e2", event, "se", event, "re", event));
    values.putAll(Map.of("start", "20261101", "end", "20261122", "user", "1"));
    values.putAll(Map.of("m", "uniques", "n", "active", "i", "1", "s", "[]", "g", "gp:plan"));
    values.putAll(Map.of("formula", "UNIQUES(A)", "rollingWindow", "7", "mode", "ordered"));
    values.putAll(Map.of("cs", "3600", "rm", "rolling", "rb", "[[0,5]]"));
    values.putAll(Map.of("offset", "0", "direction", "latest"));
    return values;
  }

  /** The same, with all that Amplitude's events and segments can have. */
  static Map<String, String> detailed(String project) {
    Map<String, String> values = new HashMap<>(of(project));
    String event =
        """
        {"event_type": "Export Started", "filters": [
          {"subprop_type": "event", "subprop_key": "Harmless Name", "subprop_op": "contains",
           "subprop_value": ["free"]},
          {"subprop_type": "user", "subprop_key": "gp:plan", "subprop_op": "is",
           "subprop_value": ["free"]}]}
        """;
    values.putAll(Map.of("e", event, "e2", event, "se", event, "re", event));
    values.put(
        "s",
        """
        [{"prop": "gp:plan", "op": "is", "values": ["free"]},
         {"prop": "userdata_cohort", "op": "is", "values": ["champions"]}]
        """);
    return values;
  }
}
