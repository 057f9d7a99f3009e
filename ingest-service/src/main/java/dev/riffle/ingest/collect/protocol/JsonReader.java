package dev.riffle.ingest.collect.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.Rejection;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a request as a stream, in one pass over its bytes.
 *
 * <p>Our own limits are checked per event, so that one bad event does not fail its batch. The
 * parser's limits only bound its memory, and no event within its own limits meets them: each level
 * of nesting takes two bytes of an event, so that more levels than half its bytes are more than an
 * event can have. Text that breaks them is unreadable as a whole. Thread-safe.
 */
public final class JsonReader {
  private static final int CHECK_CHARACTERS = 4096;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private final RequestLimits limits;
  private final JsonFactory factory;

  public JsonReader(RequestLimits limits) {
    this.limits = limits;
    this.factory =
        new JsonFactoryBuilder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.eventBytes() / 2)
                    .maxStringLength(limits.inflatedBytes())
                    .maxNumberLength(limits.inflatedBytes())
                    .maxNameLength(limits.inflatedBytes())
                    .maxDocumentLength(limits.inflatedBytes())
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
  }

  /** Takes in the members of the root object. */
  @FunctionalInterface
  public interface RootReader {
    /** The parser stands on the root's START_OBJECT, and is to be left on its END_OBJECT. */
    void read(JsonParser parser)
        throws IOException, RejectedEventException, RefusedRequestException;
  }

  /** Takes in one event of a list. */
  @FunctionalInterface
  public interface EventReader<E> {
    /** The parser stands on the event's START_OBJECT, and is to be left on its END_OBJECT. */
    E read(JsonParser parser, int index) throws IOException, RejectedEventException;
  }

  /** Takes in one member of an object. */
  @FunctionalInterface
  public interface FieldReader {
    /** The parser stands on the member's value, and is to be left on its end. */
    void read(JsonParser parser, String field) throws IOException, RejectedEventException;
  }

  /** An event of a list that has not met the rest of its request yet, or its rejection. */
  public sealed interface Item<E> {
    record Read<E>(E event) implements Item<E> {}

    record Refused<E>(Rejection rejection) implements Item<E> {}
  }

  /**
   * Reads a body that is one JSON object.
   *
   * @throws RejectedEventException what the root reader throws of that kind
   * @throws RefusedRequestException when the text is not UTF-8, not JSON, or no object
   */
  public void readRoot(byte[] body, RootReader root)
      throws RefusedRequestException, RejectedEventException {
    readText(
        body,
        parser -> {
          if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new RefusedRequestException(
                Problem.INVALID_JSON, "", "the body must be a JSON object");
          }
          root.read(parser);
        });
  }

  /**
   * Which of the names the root object has first. Empty when it has none of them, or when the text
   * cannot be read as far as that. It usually stands near the beginning, so that little is read
   * twice.
   */
  public String firstMember(byte[] body, Set<String> names) {
    try (JsonParser parser = factory.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (names.contains(name)) {
          return name;
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return "";
    } catch (IOException e) {
      return "";
    }
  }

  /** Reads a JSON text whose root may be anything; else as {@link #readRoot}. */
  public void readText(byte[] body, RootReader root)
      throws RefusedRequestException, RejectedEventException {
    checkUtf8(body);
    try (JsonParser parser = factory.createParser(LoneSurrogates.replaced(body))) {
      if (parser.nextToken() == null) {
        throw unreadable(parser.currentLocation());
      }
      root.read(parser);
      if (parser.nextToken() != null) {
        throw unreadable(parser.currentLocation());
      }
    } catch (JsonProcessingException e) {
      throw unreadable(e.getLocation());
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  /**
   * Reads the list of events on which the parser stands. After a bad event the next one is read.
   *
   * @param field the vendor's name of the list
   * @throws RefusedRequestException when it is no list, or has more events than allowed
   */
  public <E> List<Item<E>> readEvents(JsonParser parser, String field, EventReader<E> reader)
      throws IOException, RefusedRequestException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new RefusedRequestException(
          Problem.INVALID_REQUEST, field, field + " must be a list of events");
    }
    List<Item<E>> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (items.size() == limits.events()) {
        throw new RefusedRequestException(
            Problem.TOO_MANY_EVENTS, field, "a request has at most " + limits.events() + " events");
      }
      items.add(readEvent(parser, items.size(), reader));
    }
    return items;
  }

  /** Reads the one event on which the parser stands, and leaves the parser on its end. */
  public <E> Item<E> readEvent(JsonParser parser, int index, EventReader<E> reader)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return new Item.Refused<>(RejectedEventException.wrongType("event", "an object").at(index));
    }
    long start = parser.currentTokenLocation().getByteOffset();
    int depth = parser.getParsingContext().getNestingDepth();
    Item<E> item;
    try {
      item = new Item.Read<>(reader.read(parser, index));
    } catch (RejectedEventException e) {
      skipOutTo(parser, depth - 1);
      item = new Item.Refused<>(e.at(index));
    }
    if (parser.currentLocation().getByteOffset() - start > limits.eventBytes()) {
      return new Item.Refused<>(
          new RejectedEventException(
                  RejectionReason.EVENT_TOO_LARGE,
                  "",
                  "an event has at most " + limits.eventBytes() + " bytes")
              .at(index));
    }
    return item;
  }

  /**
   * Reads the members of the object on which the parser stands. A bad member does not keep the
   * others from being read.
   *
   * @throws RejectedEventException the first that a member threw; the parser stands on the end
   */
  public static void readFields(JsonParser parser, FieldReader reader)
      throws IOException, RejectedEventException {
    int depth = parser.getParsingContext().getNestingDepth();
    RejectedEventException first = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      try {
        reader.read(parser, field);
      } catch (RejectedEventException e) {
        first = first == null ? e : first;
        skipOutTo(parser, depth);
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Moves on until the parser is out of everything deeper than the given depth. */
  private static void skipOutTo(JsonParser parser, int depth) throws IOException {
    while (parser.getParsingContext().getNestingDepth() > depth) {
      parser.nextToken();
    }
  }

  /** How many bytes, at least, are ASCII from the first on: most bodies are nothing else. */
  private static int asciiPrefix(byte[] body) {
    int at = 0;
    while (at <= body.length - Long.BYTES && ((long) LONG.get(body, at) & NOT_ASCII) == 0) {
      at += Long.BYTES;
    }
    return at;
  }

  private static void checkUtf8(byte[] body) throws RefusedRequestException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    int plain = asciiPrefix(body);
    ByteBuffer bytes = ByteBuffer.wrap(body, plain, body.length - plain);
    CharBuffer sink = CharBuffer.allocate(Math.min(CHECK_CHARACTERS, body.length + 1));
    CoderResult result;
    do {
      sink.clear();
      result = decoder.decode(bytes, sink, true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw new RefusedRequestException(
          Problem.INVALID_ENCODING, "", "the body is not UTF-8 at byte " + bytes.position());
    }
  }

  /**
   * @param location null when it is not the text that is wrong, but its size or nesting
   */
  private static RefusedRequestException unreadable(@Nullable JsonLocation location) {
    if (location == null) {
      return new RefusedRequestException(
          Problem.INVALID_JSON, "", "the body is nested more deeply than any event can be");
    }
    return new RefusedRequestException(
        Problem.INVALID_JSON,
        "",
        "the body is not valid JSON at line "
            + location.getLineNr()
            + ", column "
            + location.getColumnNr());
  }
}
