package dev.riffle.ingest.collect.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.live.LiveEvent.Rejected;
import dev.riffle.ingest.collect.live.LiveEvent.Summary;
import dev.riffle.ingest.collect.protocol.JsonReply;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The JSON of what viewers see; docs/live.md. Pure. */
public final class LiveJson {
  private static final double WHOLE_MAX = 1L << 53;

  private LiveJson() {}

  public static String of(LiveEvent live) {
    return JsonReply.object(json -> {
      json.writeStringField("outcome", live.outcome().word());
      json.writeStringField("receivedAt", live.receivedAt().toString());
      json.writeStringField("vendor", live.vendor());
      json.writeNumberField("index", live.index());
      if (live.rejection().isPresent()) {
        Rejected rejected = live.rejection().get();
        json.writeStringField("code", rejected.code());
        writePresent(json, "field", rejected.field());
        json.writeStringField("reason", rejected.reason());
      }
      if (live.event().kind().isPresent()) {
        write(json, live.event());
      }
    });
  }

  /**
   * How many events were left out.
   *
   * @param leftOut empty when it is not known
   */
  public static String ofGap(OptionalLong leftOut) {
    return JsonReply.object(json -> {
      if (leftOut.isPresent()) {
        json.writeNumberField("leftOut", leftOut.getAsLong());
      } else {
        json.writeNullField("leftOut");
      }
    });
  }

  private static void write(JsonGenerator json, Summary event) throws IOException {
    json.writeStringField("kind", event.kind().orElseThrow().name().toLowerCase(Locale.ROOT));
    json.writeStringField("event", event.name());
    if (event.time().isPresent()) {
      json.writeStringField("time", event.time().get().toString());
    }
    writePresent(json, "userId", event.userId());
    writePresent(json, "deviceId", event.deviceId());
    writePresent(json, "messageId", event.messageId());
    json.writeNumberField("propertyCount", event.propertyCount());
    json.writeObjectFieldStart("properties");
    for (Map.Entry<String, PropertyValue> property : event.properties().entrySet()) {
      json.writeFieldName(property.getKey());
      write(json, property.getValue());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PropertyValue value) throws IOException {
    switch (value) {
      case PropertyValue.Text(String text) -> json.writeString(text);
      case PropertyValue.Numeric(double number) -> {
        if (number == Math.rint(number) && Math.abs(number) <= WHOLE_MAX) {
          json.writeNumber((long) number);
        } else {
          json.writeNumber(number);
        }
      }
      case PropertyValue.ExactNumber(String decimal) -> json.writeNumber(decimal);
      case PropertyValue.Flag(boolean on) -> json.writeBoolean(on);
      case PropertyValue.ListJson(String list) -> json.writeRawValue(list);
      case PropertyValue.Null _ -> json.writeNull();
    }
  }

  private static void writePresent(JsonGenerator json, String name, String text)
      throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }
}
