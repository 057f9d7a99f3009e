package dev.riffle.ingest.collect.protocol.segment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code context}. Libraries fill it by themselves, with much that nobody asks about; only
 * the fields below are kept, and what has an unexpected type is passed over.
 */
final class SegmentContextReader {
  private static final Set<String> PAGE = Set.of("path", "url", "referrer", "title");
  private static final Set<String> APP = Set.of("version");
  private static final Set<String> CAMPAIGN =
      Set.of("name", "source", "medium", "term", "content", "id");
  private static final Set<String> OS = Set.of("name");
  private static final Set<String> LIBRARY = Set.of("name", "version");

  private final PropertyReader reader;

  SegmentContextReader(PropertyReader reader) {
    this.reader = reader;
  }

  /** Reads the object on which the parser stands. */
  SegmentContext read(JsonParser parser) throws IOException, RejectedEventException {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    Map<String, PropertyValue> traits = new LinkedHashMap<>();
    Map<String, PropertyValue> library = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "page" -> readSelected(parser, "page.", PAGE, properties);
        case "app" -> readSelected(parser, "app.", APP, properties);
        case "os" -> readSelected(parser, "os.", OS, properties);
        case "campaign" -> readSelected(parser, "campaign.", CAMPAIGN, properties);
        case "traits" -> readTraits(parser, traits);
        case "library" -> readSelected(parser, "", LIBRARY, library);
        case "locale" -> readText(parser, "locale", properties);
        default -> parser.skipChildren();
      }
    }
    return new SegmentContext(properties, traits, library(library));
  }

  private void readTraits(JsonParser parser, Map<String, PropertyValue> into)
      throws IOException, RejectedEventException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      reader.readObject(parser, "", into);
    } else {
      parser.skipChildren();
    }
  }

  private void readSelected(
      JsonParser parser, String prefix, Set<String> selected, Map<String, PropertyValue> into)
      throws IOException, RejectedEventException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (selected.contains(field)) {
        readText(parser, prefix + field, into);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readText(JsonParser parser, String name, Map<String, PropertyValue> into)
      throws IOException, RejectedEventException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      into.put(name, reader.readValue(parser, name));
    } else {
      parser.skipChildren();
    }
  }

  private static String library(Map<String, PropertyValue> fields) {
    String name = text(fields.get("name"));
    String version = text(fields.get("version"));
    return version.isEmpty() ? name : name + '/' + version;
  }

  private static String text(@Nullable PropertyValue value) {
    return value instanceof PropertyValue.Text(String text) ? text : "";
  }
}
