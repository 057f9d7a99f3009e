package dev.riffle.ingest.collect.protocol.posthog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.FormFields;
import dev.riffle.ingest.collect.protocol.JsonReader;
import dev.riffle.ingest.collect.protocol.Reading;
import dev.riffle.ingest.collect.protocol.ReceivedBatch;
import dev.riffle.ingest.collect.protocol.ReceivedRequest;
import dev.riffle.project.PresentedKey;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the three shapes of a request: a batch, a list of events, and one event. What the newer API
 * says in headers counts where the body says nothing: a bearer's key, when it was sent, by what.
 */
final class PosthogRequestReader {
  private final JsonReader json;
  private final PosthogEventReader events;

  PosthogRequestReader(JsonReader json, PosthogEventReader events) {
    this.json = json;
    this.events = events;
  }

  ReceivedBatch read(ReceivedRequest request) throws RefusedRequestException {
    byte[] body = body(request);
    boolean batch = json.firstMember(body, Set.of("batch", "event")).equals("batch");
    Envelope envelope = new Envelope();
    try {
      json.readText(body, parser -> readRoot(parser, batch, envelope));
    } catch (RejectedEventException e) {
      // what is wrong around the events is wrong for all of them
      throw new RefusedRequestException(
          Problem.INVALID_REQUEST, e.field(), String.valueOf(e.getMessage()));
    }
    if (envelope.items == null) {
      throw new RefusedRequestException(
          Problem.INVALID_REQUEST, "batch", "batch is required: a list of events");
    }
    return received(envelope, envelope.items, request);
  }

  /** The JSON, which older libraries put into the field {@code data} of a form. */
  static byte[] body(ReceivedRequest request) throws RefusedRequestException {
    if (FormFields.isJson(request.body())) {
      return request.body();
    }
    byte[] data = FormFields.read(request.body()).json("data");
    return data == null ? request.body() : data;
  }

  private void readRoot(JsonParser parser, boolean batch, Envelope envelope)
      throws IOException, RejectedEventException, RefusedRequestException {
    if (batch) {
      readEnvelope(parser, envelope);
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      envelope.items = json.readEvents(parser, "batch", events::read);
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      envelope.items = List.of(json.readEvent(parser, 0, events::read));
    } else {
      throw new RefusedRequestException(
          Problem.INVALID_JSON, "", "the body must be a JSON object or a list of them");
    }
  }

  private void readEnvelope(JsonParser parser, Envelope envelope)
      throws IOException, RejectedEventException, RefusedRequestException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "batch" -> envelope.items = json.readEvents(parser, field, events::read);
        case "api_key", "token" -> envelope.key = events.readText(parser, field);
        case "sent_at" -> envelope.sentAt = events.readTime(parser, field);
        default -> parser.skipChildren();
      }
    }
  }

  private static ReceivedBatch received(
      Envelope envelope, List<JsonReader.Item<PosthogEvent>> items, ReceivedRequest request) {
    String key = envelope.key;
    Instant sentAt = envelope.sentAt == null ? attemptedAt(request) : envelope.sentAt;
    String product = request.headers().value("PostHog-Sdk-Info");
    List<Reading> readings = new ArrayList<>(items.size());
    for (JsonReader.Item<PosthogEvent> item : items) {
      switch (item) {
        case JsonReader.Item.Refused<PosthogEvent>(var rejection) ->
            readings.add(new Reading.Unreadable(rejection));
        case JsonReader.Item.Read<PosthogEvent>(PosthogEvent event) -> {
          key = key == null ? event.token : key;
          event.product = product;
          readings.add(reading(event, sentAt, request.client()));
        }
      }
    }
    return new ReceivedBatch(key == null ? inBearer(request) : key, readings);
  }

  private static String inBearer(ReceivedRequest request) {
    return Optional.ofNullable(request.authorization()).flatMap(PresentedKey::in).orElse("");
  }

  /** Another one at each attempt, where the batch keeps the time at which it was made. */
  private static @Nullable Instant attemptedAt(ReceivedRequest request) {
    String at = request.headers().value("PostHog-Request-Timestamp");
    try {
      return at == null ? null : Instant.parse(at);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Reading reading(PosthogEvent event, @Nullable Instant sentAt, Client connection) {
    try {
      return event.received(sentAt, connection);
    } catch (RejectedEventException e) {
      return new Reading.Unreadable(e.at(event.index));
    }
  }

  /** What stands around the events. Comes in any order, sent_at usually after them. */
  private static final class Envelope {
    @Nullable List<JsonReader.Item<PosthogEvent>> items;
    @Nullable String key;
    @Nullable Instant sentAt;
  }
}
