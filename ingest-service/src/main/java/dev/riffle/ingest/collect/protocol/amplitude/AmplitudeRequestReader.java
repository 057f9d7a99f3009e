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
import dev.riffle.ingest.collect.protocol.ReceivedRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the shapes of a request: JSON with events, and forms with events or identifications. */
final class AmplitudeRequestReader {
  private final JsonReader json;
  private final AmplitudeEventReader events;

  AmplitudeRequestReader(JsonReader json, AmplitudeEventReader events) {
    this.json = json;
    this.events = events;
  }

  ReceivedBatch readJson(ReceivedRequest request) throws RefusedRequestException {
    AmplitudeEnvelope envelope = new AmplitudeEnvelope(request);
    refuseRejected(() -> json.readRoot(request.body(), parser -> readEnvelope(parser, envelope)));
    return batch(envelope, "events");
  }

  /** A form or a query: {@code api_key=..&identification=<object or list, as JSON>}. */
  ReceivedBatch readIdentification(ReceivedRequest request) throws RefusedRequestException {
    FormFields fields = FormFields.read(request.body());
    AmplitudeEnvelope envelope = new AmplitudeEnvelope(request);
    envelope.apiKey = fields.text("api_key");
    readList(fields, "identification", envelope);
    return batch(envelope, "identification");
  }

  /** The form of the first browser library: {@code client=..&e=<list>&upload_time=..&v=2}. */
  ReceivedBatch readLegacyForm(ReceivedRequest request) throws RefusedRequestException {
    FormFields fields = FormFields.read(request.body());
    AmplitudeEnvelope envelope = new AmplitudeEnvelope(request);
    envelope.apiKey = fields.text("client");
    envelope.uploadedAt = uploadedAt(fields.text("upload_time"));
    envelope.minIdLength = 0;
    envelope.fromBrowser = true;
    readList(fields, "e", envelope);
    return batch(envelope, "e");
  }

  private void readList(FormFields fields, String field, AmplitudeEnvelope envelope)
      throws RefusedRequestException {
    byte[] list = fields.json(field);
    if (list != null) {
      refuseRejected(
          () -> json.readText(list, parser -> envelope.items = items(parser, field, envelope)));
    }
  }

  /** What is no time is as none. */
  private static @Nullable Instant uploadedAt(@Nullable String millis) {
    try {
      return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private void readEnvelope(JsonParser parser, AmplitudeEnvelope envelope)
      throws IOException, RejectedEventException, RefusedRequestException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "api_key" -> envelope.apiKey = events.readText(parser, field);
        case "events" -> envelope.items = json.readEvents(parser, field, events::read);
        case "identification" -> envelope.items = items(parser, field, envelope);
        case "options" -> envelope.minIdLength = events.readMinIdLength(parser);
        case "client_upload_time" -> envelope.uploadedAt = events.readUploadTime(parser, field);
        default -> parser.skipChildren();
      }
    }
  }

  /** A list of events, or only one. */
  private List<JsonReader.Item<AmplitudeEvent>> items(
      JsonParser parser, String field, AmplitudeEnvelope envelope)
      throws IOException, RefusedRequestException {
    List<JsonReader.Item<AmplitudeEvent>> items =
        parser.currentToken() == JsonToken.START_ARRAY
            ? json.readEvents(parser, field, events::read)
            : List.of(json.readEvent(parser, 0, events::read));
    String eventType = envelope.eventType();
    for (JsonReader.Item<AmplitudeEvent> item : items) {
      if (eventType != null
          && item instanceof JsonReader.Item.Read<AmplitudeEvent>(AmplitudeEvent event)) {
        event.eventType = eventType;
      }
    }
    return items;
  }

  private static ReceivedBatch batch(AmplitudeEnvelope envelope, String list)
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

  private static Reading reading(AmplitudeEvent event, AmplitudeEnvelope envelope) {
    try {
      return event.received(envelope);
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
}
