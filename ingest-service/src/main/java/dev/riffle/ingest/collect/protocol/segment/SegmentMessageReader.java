package dev.riffle.ingest.collect.protocol.segment;

import com.fasterxml.jackson.core.JsonParser;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.PropertyLimits;
import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.protocol.JsonFields;
import dev.riffle.ingest.collect.protocol.JsonReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message. Fields that Riffle does not know, such as {@code integrations}, are skipped.
 */
final class SegmentMessageReader {
  private final PropertyReader properties;
  private final PropertyLimits limits;
  private final SegmentContextReader contexts;

  SegmentMessageReader(PropertyReader properties) {
    this.properties = properties;
    this.limits = properties.limits();
    this.contexts = new SegmentContextReader(properties);
  }

  /** Reads the object on which the parser stands. */
  SegmentMessage read(JsonParser parser, int index) throws IOException, RejectedEventException {
    return readInto(new SegmentMessage(index), parser);
  }

  /** As {@link #read}; what was good is in the message even when this throws. */
  SegmentMessage readInto(SegmentMessage message, JsonParser parser)
      throws IOException, RejectedEventException {
    JsonReader.readFields(parser, (at, field) -> readField(at, field, message));
    return message;
  }

  @Nullable Instant readTime(JsonParser parser, String field)
      throws IOException, RejectedEventException {
    return JsonFields.isoTime(parser, field, limits);
  }

  @Nullable String readText(JsonParser parser, String field)
      throws IOException, RejectedEventException {
    return JsonFields.text(parser, field, limits);
  }

  SegmentContext readContext(JsonParser parser) throws IOException, RejectedEventException {
    return JsonFields.isObject(parser, "context") ? contexts.read(parser) : SegmentContext.NONE;
  }

  private void readField(JsonParser parser, String field, SegmentMessage message)
      throws IOException, RejectedEventException {
    switch (field) {
      case "type" -> message.type = readText(parser, field);
      case "event" -> message.event = JsonFields.eventName(parser, field, limits);
      case "name" -> message.name = readText(parser, field);
      case "category" -> message.category = readText(parser, field);
      case "userId" -> message.userId = readText(parser, field);
      case "anonymousId" -> message.anonymousId = readText(parser, field);
      case "previousId" -> message.previousId = readText(parser, field);
      case "groupId" -> message.groupId = readText(parser, field);
      case "messageId" -> message.messageId = readText(parser, field);
      case "timestamp" -> message.timestamp = readTime(parser, field);
      case "originalTimestamp" -> message.originalTimestamp = readTime(parser, field);
      case "sentAt" -> message.sentAt = readTime(parser, field);
      case "writeKey" -> message.writeKey = readText(parser, field);
      case "context" -> message.context = readContext(parser);
      case "properties" -> readProperties(parser, field, message.properties);
      case "traits" -> readProperties(parser, field, message.traits);
      default -> parser.skipChildren();
    }
  }

  private void readProperties(JsonParser parser, String field, Map<String, PropertyValue> into)
      throws IOException, RejectedEventException {
    into.clear();
    if (JsonFields.isObject(parser, field)) {
      properties.readObject(parser, "", into);
    }
  }
}
