package dev.riffle.query.reference;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.data.ClickHouseFormat;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
    List<String> senderPersons = new ArrayList<>();
    List<String> restatements = new ArrayList<>();
    for (History history : histories) {
      int project = history.project().id().number();
      for (int i = 0; i < history.events().size(); i++) {
        events.add(event(project, i, history.events().get(i)));
      }
      for (StoredSender sender : history.senders()) {
        persons.add(person(project, sender));
        if (sender.isLinked()) {
          Map<String, PropertyValue> current =
              history.currentProperties().getOrDefault(sender.number(), Map.of());
          senderPersons.add(senderPerson(project, sender, current));
        }
        for (int version = 0; version < sender.restatements().size(); version++) {
          restatements.add(
              restatement(
                  project, sender.number(), version + 1, sender.restatements().get(version)));
        }
      }
    }
    insert("events", events);
    insert("persons", persons);
    insert("sender_persons", senderPersons);
    insert("restatements", restatements);
  }

  public void insert(String table, List<String> rows) throws Exception {
    if (rows.isEmpty()) {
      return;
    }
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
        .put("aid", event.sender())
        .put("uid", event.storedPerson())
        .put("ts", time(event.time()))
        .put("claimed_ts", time(event.time()))
        .put("received_ts", time(event.received()))
        .put("session_id", event.session())
        .put("_source", 1)
        .put("_offset", offset);
    properties(row, "text", "number", event.properties());
    properties(row, "user_text", "user_number", event.userProperties());
    return row.toString();
  }

  private static String person(int project, StoredSender sender) {
    ObjectNode row = JSON.createObjectNode();
    row.put("project", project)
        .put("sender_kind", sender.number() % 2 == 0 ? "user" : "device")
        .put("sender_id", "sender " + sender.number())
        .put("aid", sender.number())
        .put("uid", sender.number())
        .put("_source", 1)
        .put("_offset", sender.number());
    properties(row, "text", "number", sender.ownProperties());
    return row.toString();
  }

  private static String senderPerson(
      int project, StoredSender sender, Map<String, PropertyValue> current) {
    int newest = sender.owners().lastEntry().getValue();
    ObjectNode row = JSON.createObjectNode();
    row.put("project", project)
        .put("aid", sender.number())
        .put("uid", newest)
        .put("version", 7)
        .set("owners", owners(sender.owners()));
    if (newest == sender.number()) {
      properties(row, "text", "number", current);
    }
    return row.toString();
  }

  private static String restatement(
      int project, int sender, int version, SortedMap<Instant, Integer> owners) {
    ObjectNode row = JSON.createObjectNode();
    row.put("project", project).put("aid", sender).put("version", version);
    row.set("owners", owners(owners));
    return row.toString();
  }

  private static ArrayNode owners(SortedMap<Instant, Integer> owners) {
    ArrayNode list = JSON.createArrayNode();
    owners.forEach((from, person) ->
        list.addObject()
            .put("from_ms", from.equals(Instant.MIN) ? Long.MIN_VALUE : from.toEpochMilli())
            .put("uid", person));
    return list;
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
