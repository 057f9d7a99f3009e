package dev.riffle.ingest.collect.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.riffle.ingest.collect.outcome.Rejection;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the JSON of replies. */
public final class JsonReply {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonReply() {}

  /** Writes the members of the reply's object. */
  @FunctionalInterface
  public interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  public static String object(Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  /** The member {@code rejected}: one object per refused event. */
  public static void writeRejected(JsonGenerator json, List<Rejection> rejected)
      throws IOException {
    json.writeArrayFieldStart("rejected");
    for (Rejection rejection : rejected) {
      json.writeStartObject();
      json.writeNumberField("index", rejection.index());
      json.writeStringField("field", rejection.field());
      json.writeStringField("code", rejection.reason().word());
      json.writeStringField("reason", rejection.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
