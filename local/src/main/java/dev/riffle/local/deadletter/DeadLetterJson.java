package dev.riffle.local.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.riffle.event.deadletter.DeadLetterReason;
import java.io.IOException;
import java.io.Writer;

/** A list of dead letters for programs. */
public final class DeadLetterJson {
  private static final JsonFactory JSON =
      new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private DeadLetterJson() {}

  /** One JSON object in one line, without its end. */
  public static void print(DeadLetterList list, Writer out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("deadLetters");
      for (DeadLetterSummary letter : list.letters()) {
        write(letter, json);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("counts");
      for (DeadLetterReason reason : DeadLetterReason.values()) {
        long count = list.letters().stream().filter(one -> one.reason() == reason).count();
        json.writeNumberField(reason.word(), count);
      }
      json.writeEndObject();
      json.writeNumberField("foreignRecords", list.foreign());
      json.writeEndObject();
    }
  }

  private static void write(DeadLetterSummary letter, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", letter.id().text());
    json.writeStringField("time", letter.keptAt().toString());
    json.writeStringField("reason", letter.reason().word());
    if (letter.engineCode().isPresent()) {
      json.writeNumberField("engineCode", letter.engineCode().getAsInt());
    }
    json.writeNumberField("partition", letter.id().partition());
    json.writeNumberField("offset", letter.id().offset());
    if (!letter.eventName().isEmpty()) {
      json.writeStringField("event", letter.eventName());
    }
    json.writeNumberField("bytes", letter.byteCount());
    json.writeEndObject();
  }
}
