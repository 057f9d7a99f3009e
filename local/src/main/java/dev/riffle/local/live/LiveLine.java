package dev.riffle.local.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.local.Printable;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One line for a terminal of what the stream shows. Pure. */
final class LiveLine {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final int NAME_CHARACTERS_MAX = 60;
  private static final int VALUE_CHARACTERS_MAX = 40;

  private final ZoneId zone;

  /**
   * @param zone of the times shown
   */
  LiveLine(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * @throws IOException when the data are not the JSON that the stream has
   */
  String of(ServerSentEvent event) throws IOException {
    Fields fields = Fields.parse(event.data());
    return switch (event.name()) {
      case "gap" -> gap(fields);
      case "rejected" -> rejected(fields);
      default -> accepted(fields);
    };
  }

  private static String gap(Fields fields) {
    String count = fields.text("leftOut");
    return count.isEmpty()
        ? "-- some events were left out --"
        : "-- " + count + " events were left out --";
  }

  private String accepted(Fields fields) {
    return head("accepted", fields) + "  " + person(fields) + properties(fields);
  }

  private String rejected(Fields fields) {
    String field = fields.text("field");
    String why =
        fields.text("code")
            + (field.isEmpty() ? "" : " in " + field)
            + ": "
            + fields.text("reason");
    return head("REJECTED", fields)
        + "  "
        + Printable.line(why)
        + " (event "
        + fields.text("index")
        + " of its request)";
  }

  private String head(String outcome, Fields fields) {
    String name = fields.text("event");
    return String.format(
        Locale.ROOT,
        "%s  %s  %-9s  %-8s  %s",
        CLOCK.format(Instant.parse(fields.text("receivedAt")).atZone(zone)),
        outcome,
        Printable.line(fields.text("vendor")),
        Printable.line(fields.text("kind")),
        name.isEmpty() ? "(unreadable)" : Printable.line(name, NAME_CHARACTERS_MAX));
  }

  private static String person(Fields fields) {
    String user = fields.text("userId");
    return user.isEmpty()
        ? "device " + Printable.line(fields.text("deviceId"), NAME_CHARACTERS_MAX)
        : "user " + Printable.line(user, NAME_CHARACTERS_MAX);
  }

  private static String properties(Fields fields) {
    StringBuilder shown = new StringBuilder();
    for (String property : fields.properties()) {
      shown.append("  ").append(property);
    }
    int more = Integer.parseInt(fields.text("propertyCount")) - fields.properties().size();
    return more > 0
        ? shown.append("  and ").append(more).append(" more").toString()
        : shown.toString();
  }

  /**
   * The members of the stream's JSON.
   *
   * @param properties as {@code name=value}, the value as JSON
   */
  private record Fields(Map<String, String> texts, List<String> properties) {
    static Fields parse(String data) throws IOException {
      Map<String, String> texts = new HashMap<>();
      List<String> properties = new ArrayList<>();
      try (JsonParser json = JSON.createParser(data)) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          throw new IOException("an event of the stream is no object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          JsonToken value = json.nextToken();
          if (name.equals("properties") && value == JsonToken.START_OBJECT) {
            readProperties(json, properties);
          } else if (value.isStructStart()) {
            json.skipChildren();
          } else if (value != JsonToken.VALUE_NULL) {
            texts.put(name, json.getText());
          }
        }
      }
      return new Fields(texts, properties);
    }

    private static void readProperties(JsonParser json, List<String> properties)
        throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = Printable.line(json.currentName(), NAME_CHARACTERS_MAX);
        json.nextToken();
        StringWriter value = new StringWriter();
        try (JsonGenerator copy = JSON.createGenerator(value)) {
          copy.copyCurrentStructure(json);
        }
        properties.add(name + "=" + Printable.line(value.toString(), VALUE_CHARACTERS_MAX));
      }
    }

    String text(String name) {
      return texts.getOrDefault(name, "");
    }
  }
}
