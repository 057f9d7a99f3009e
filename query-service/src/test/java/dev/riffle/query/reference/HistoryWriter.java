package dev.riffle.query.reference;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.data.ClickHouseFormat;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Writes histories straight into the tables, as the loader would have. */
public final class HistoryWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Client client;

  public HistoryWriter(Client client) {
    this.client = client;
  }

  public void write(List<History> histories) throws Exception {
    List<String> events = new ArrayList<>();
    List<String> persons = new ArrayList<>();
    for (History history : histories) {
      int project = history.project().id().number();
      for (int i = 0; i < history.events().size(); i++) {
        events.add(event(project, i, history.events().get(i)));
      }
      history
          .currentProperties()
          .forEach((person, properties) -> persons.add(person(project, person, properties)));
    }
    insert("events", events);
    insert("persons", persons);
  }

  public void insert(String table, List<String> rows) throws Exception {
    byte[] body = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
    try (InsertResponse response =
        client
            .insert(table, new ByteArrayInputStream(body), ClickHouseFormat.JSONEachRow)
            .get(30, TimeUnit.SECONDS)) {
      if (response.getWrittenRows() < 0) {
        throw new AssertionError("nothing written");
      }
    }
  }

  private static String event(int project, int offset, TestEvent event) {
    ObjectNode row = JSON.createObjectNode();
    row.put("project", project)
        .put("event", event.name())
        .put("kind", event.kind().name().toLowerCase(java.util.Locale.ROOT))
        .put("aid", event.person())
        .put("uid", event.person())
        .put("ts", time(event.time()))
        .put("claimed_ts", time(event.time()))
        .put("received_ts", time(event.received()))
        .put("_source", 1)
        .put("_offset", offset);
    properties(row, "text", "number", event.properties());
    properties(row, "user_text", "user_number", event.userProperties());
    return row.toString();
  }

  private static String person(
      int project, int person, Map<String, PropertyValue> currentProperties) {
    ObjectNode row = JSON.createObjectNode();
    row.put("project", project)
        .put("sender_kind", "user")
        .put("sender_id", "person " + person)
        .put("aid", person)
        .put("uid", person)
        .put("_source", 1)
        .put("_offset", person);
    properties(row, "text", "number", currentProperties);
    return row.toString();
  }

  private static void properties(
      ObjectNode row, String textMap, String numberMap, Map<String, PropertyValue> properties) {
    ObjectNode text = row.putObject(textMap);
    ObjectNode number = row.putObject(numberMap);
    properties.forEach((name, value) -> {
      if (value instanceof PropertyValue.Numeric(double numeric)) {
        number.put(name, numeric);
      } else {
        text.put(name, StoredValue.encode(value));
      }
    });
  }

  private static String time(Instant instant) {
    return instant.toString().replace("T", " ").replace("Z", "");
  }
}
