package dev.riffle.ingest.collect.protocol.segment;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the two shapes of a request: one message, or a batch with fields of its own around it. */
final class SegmentRequestReader {
  private final JsonReader json;
  private final SegmentMessageReader messages;

  SegmentRequestReader(JsonReader json, SegmentMessageReader messages) {
    this.json = json;
    this.messages = messages;
  }

  /** A request to a path that names the type of its one message. */
  ReceivedBatch readMessage(ReceivedRequest request, String type) throws RefusedRequestException {
    SegmentMessage message = new SegmentMessage(0);
    List<JsonReader.Item<SegmentMessage>> items = new ArrayList<>(1);
    refuseRejected(
        request.body(),
        parser -> items.add(json.readEvent(parser, 0, (at, _) -> messages.readInto(message, at))));
    message.type = type;
    Envelope envelope = new Envelope();
    envelope.writeKey = message.writeKey;
    return batch(request, envelope, items);
  }

  /** A request whose messages name their own types. */
  ReceivedBatch readBatch(ReceivedRequest request) throws RefusedRequestException {
    Envelope envelope = new Envelope();
    refuseRejected(request.body(), parser -> readEnvelope(parser, envelope));
    if (envelope.items == null) {
      throw new RefusedRequestException(
          Problem.INVALID_REQUEST, "batch", "batch is required: a list of messages");
    }
    return batch(request, envelope, envelope.items);
  }

  private void readEnvelope(JsonParser parser, Envelope envelope)
      throws IOException, RejectedEventException, RefusedRequestException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "batch" -> envelope.items = json.readEvents(parser, field, messages::read);
        case "writeKey" -> envelope.writeKey = messages.readText(parser, field);
        case "sentAt" -> envelope.sentAt = messages.readTime(parser, field);
        case "context" -> envelope.context = messages.readContext(parser);
        default -> parser.skipChildren();
      }
    }
  }

  /** What is wrong around the messages is wrong for all of them. */
  private void refuseRejected(byte[] body, JsonReader.RootReader root)
      throws RefusedRequestException {
    try {
      json.readRoot(body, root);
    } catch (RejectedEventException e) {
      throw new RefusedRequestException(
          Problem.INVALID_REQUEST, e.field(), String.valueOf(e.getMessage()));
    }
  }

  private static ReceivedBatch batch(
      ReceivedRequest request, Envelope envelope, List<JsonReader.Item<SegmentMessage>> items)
      throws RefusedRequestException {
    List<Reading> readings = new ArrayList<>(items.size());
    for (JsonReader.Item<SegmentMessage> item : items) {
      readings.add(
          switch (item) {
            case JsonReader.Item.Refused<SegmentMessage>(var rejection) ->
                new Reading.Unreadable(rejection);
            case JsonReader.Item.Read<SegmentMessage>(SegmentMessage message) ->
                reading(message, envelope, request.client());
          });
    }
    return new ReceivedBatch(key(request, envelope), readings);
  }

  private static Reading reading(SegmentMessage message, Envelope envelope, Client connection) {
    try {
      return message.received(envelope.sentAt, envelope.context, connection);
    } catch (RejectedEventException e) {
      return new Reading.Unreadable(e.at(message.index));
    }
  }

  /**
   * The user name of Basic authentication; else the body's write key, as segment-java sends it, or
   * the query's, where RudderStack's beacons have it.
   */
  private static String key(ReceivedRequest request, Envelope envelope)
      throws RefusedRequestException {
    Optional<String> basic = PresentedKey.inBasic(request.authorization());
    if (basic.isPresent()) {
      return basic.get();
    }
    if (envelope.writeKey != null) {
      return envelope.writeKey;
    }
    String inQuery = FormFields.ofQuery(request.query()).text("writeKey");
    return inQuery == null ? "" : inQuery;
  }

  /** What stands around the messages. Comes in any order, sentAt usually after them. */
  private static final class Envelope {
    @Nullable List<JsonReader.Item<SegmentMessage>> items;
    @Nullable String writeKey;
    @Nullable Instant sentAt;
    SegmentContext context = SegmentContext.NONE;
  }
}
