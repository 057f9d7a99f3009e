package dev.riffle.ingest.collect.protocol.amplitude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.protocol.FormFields;
import dev.riffle.ingest.collect.protocol.JsonReader;
import dev.riffle.ingest.collect.protocol.Reading;
import dev.riffle.ingest.collect.protocol.ReceivedBatch;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the two shapes of a request: JSON with events, and a form with identifications. */
final class AmplitudeRequestReader {
  private static final String IDENTIFY_EVENT = "$identify";

  private final JsonReader json;
  private final AmplitudeEventReader events;

  AmplitudeRequestReader(JsonReader json, AmplitudeEventReader events) {
    this.json = json;
    this.events = events;
  }

  ReceivedBatch readJson(byte[] body) throws RefusedRequestException {
    Envelope envelope = new Envelope();
    refuseRejected(() -> json.readRoot(body, parser -> readEnvelope(parser, envelope)));
    return batch(envelope, "events");
  }

  /** A form or a query: {@code api_key=..&identification=<object or list, as JSON>}. */
  ReceivedBatch readIdentifyForm(byte[] form) throws RefusedRequestException {
    FormFields fields = FormFields.read(form);
    Envelope envelope = new Envelope();
    envelope.apiKey = fields.text("api_key");
    byte[] identification = fields.json("identification");
    if (identification != null) {
      refuseRejected(
          () -> json.readText(identification, parser -> readIdentification(parser, envelope)));
    }
    return batch(envelope, "identification");
  }

  private void readEnvelope(JsonParser parser, Envelope envelope)
      throws IOException, RejectedEventException, RefusedRequestException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "api_key" -> envelope.apiKey = events.readText(parser, field);
        case "events" -> envelope.items = json.readEvents(parser, field, events::read);
        case "identification" -> readIdentification(parser, envelope);
        case "options" -> envelope.minIdLength = events.readMinIdLength(parser);
        case "client_upload_time" -> envelope.uploadedAt = events.readUploadTime(parser, field);
        default -> parser.skipChildren();
      }
    }
  }

  private void readIdentification(JsonParser parser, Envelope envelope)
      throws IOException, RefusedRequestException {
    List<JsonReader.Item<AmplitudeEvent>> items =
        parser.currentToken() == JsonToken.START_ARRAY
            ? json.readEvents(parser, "identification", events::read)
            : List.of(json.readEvent(parser, 0, events::read));
    for (JsonReader.Item<AmplitudeEvent> item : items) {
      if (item instanceof JsonReader.Item.Read<AmplitudeEvent>(AmplitudeEvent event)) {
        event.eventType = IDENTIFY_EVENT;
      }
    }
    envelope.items = items;
  }

  private static ReceivedBatch batch(Envelope envelope, String list)
      throws RefusedRequestException {
    if (envelope.items == null) {
      throw new RefusedRequestException(Problem.INVALID_REQUEST, list, list + " is required");
    }
    List<Reading> readings = new ArrayList<>(envelope.items.size());
    for (JsonReader.Item<AmplitudeEvent> item : envelope.items) {
      readings.add(
          switch (item) {
            case JsonReader.Item.Refused<AmplitudeEvent>(var rejection) ->
                new Reading.Unreadable(rejection);
            case JsonReader.Item.Read<AmplitudeEvent>(AmplitudeEvent event) ->
                reading(event, envelope);
          });
    }
    return new ReceivedBatch(envelope.apiKey == null ? "" : envelope.apiKey, readings);
  }

  private static Reading reading(AmplitudeEvent event, Envelope envelope) {
    try {
      return event.received(envelope.uploadedAt, envelope.minIdLength);
    } catch (RejectedEventException e) {
      return new Reading.Unreadable(e.at(event.index));
    }
  }

  /** What is wrong around the events is wrong for all of them. */
  private static void refuseRejected(Reader reader) throws RefusedRequestException {
    try {
      reader.read();
    } catch (RejectedEventException e) {
      throw new RefusedRequestException(
          Problem.INVALID_REQUEST, e.field(), String.valueOf(e.getMessage()));
    }
  }

  @FunctionalInterface
  private interface Reader {
    void read() throws RefusedRequestException, RejectedEventException;
  }

  /** What stands around the events. Comes in any order. */
  private static final class Envelope {
    @Nullable List<JsonReader.Item<AmplitudeEvent>> items;
    @Nullable String apiKey;
    @Nullable Instant uploadedAt;
    int minIdLength = AmplitudeEvent.MIN_ID_LENGTH;
  }
}
