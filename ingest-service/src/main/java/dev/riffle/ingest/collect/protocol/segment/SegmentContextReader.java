package dev.riffle.ingest.collect.protocol.segment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.ContextNames;
import dev.riffle.ingest.collect.canonical.ContextValues;
import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.protocol.Client;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code context}. Libraries fill it by themselves, with much that nobody asks about; only
 * the fields below are kept, under their canonical names, and what has an unexpected type is passed
 * over.
 */
final class SegmentContextReader {
  private static final Map<String, String> PAGE =
      Map.of(
          "path", ContextNames.PAGE_PATH,
          "url", ContextNames.PAGE_URL,
          "referrer", ContextNames.PAGE_REFERRER,
          "referring_domain", ContextNames.PAGE_REFERRING_DOMAIN,
          "title", ContextNames.PAGE_TITLE);
  private static final Map<String, String> APP =
      Map.of("name", ContextNames.APP_NAME, "version", ContextNames.APP_VERSION);
  private static final Map<String, String> CAMPAIGN =
      Map.of(
          "name", ContextNames.CAMPAIGN_NAME,
          "source", ContextNames.CAMPAIGN_SOURCE,
          "medium", ContextNames.CAMPAIGN_MEDIUM,
          "term", ContextNames.CAMPAIGN_TERM,
          "content", ContextNames.CAMPAIGN_CONTENT,
          "id", ContextNames.CAMPAIGN_ID);
  private static final Map<String, String> OS =
      Map.of("name", ContextNames.OS_NAME, "version", ContextNames.OS_VERSION);
  private static final Map<String, String> DEVICE =
      Map.of(
          "type", ContextNames.DEVICE_TYPE,
          "model", ContextNames.DEVICE_MODEL,
          "manufacturer", ContextNames.DEVICE_MANUFACTURER);
  private static final Map<String, String> LOCATION =
      Map.of(
          "country", ContextNames.GEO_COUNTRY,
          "region", ContextNames.GEO_REGION,
          "city", ContextNames.GEO_CITY);
  private static final Map<String, String> LIBRARY = Map.of("name", "name", "version", "version");

  private final PropertyReader reader;

  SegmentContextReader(PropertyReader reader) {
    this.reader = reader;
  }

  /** Reads the object on which the parser stands. */
  SegmentContext read(JsonParser parser) throws IOException, RejectedEventException {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    Map<String, PropertyValue> traits = new LinkedHashMap<>();
    String library = "";
    String sessionId = "";
    String groupId = "";
    String userAgent = "";
    String address = "";
    boolean direct = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "page" -> readSelected(parser, PAGE, properties);
        case "app" -> readSelected(parser, APP, properties);
        case "os" -> readSelected(parser, OS, properties);
        case "device" -> readSelected(parser, DEVICE, properties);
        case "location" -> readSelected(parser, LOCATION, properties);
        case "campaign" -> readSelected(parser, CAMPAIGN, properties);
        case "locale" -> readText(parser, ContextNames.LOCALE, properties);
        case "timezone" -> readText(parser, ContextNames.TIMEZONE, properties);
        case "traits" -> readTraits(parser, traits);
        case "library" -> library = library(parser);
        case "sessionId" -> sessionId = idText(parser);
        case "groupId" -> groupId = idText(parser);
        case "userAgent" -> userAgent = idText(parser);
        case "ip" -> address = idText(parser);
        case "direct" -> direct = parser.currentToken() == JsonToken.VALUE_TRUE;
        default -> parser.skipChildren();
      }
    }
    removeLibraryAsApp(properties, library);
    Client client =
        userAgent.isEmpty() && address.isEmpty() ? Client.UNKNOWN : new Client(address, userAgent);
    return new SegmentContext(properties, traits, library, sessionId, groupId, client, direct);
  }

  /** RudderStack's browser library calls itself the app. */
  private static void removeLibraryAsApp(Map<String, PropertyValue> properties, String library) {
    if (properties.get(ContextNames.APP_NAME) instanceof PropertyValue.Text(String app)
        && library.startsWith(app)) {
      properties.remove(ContextNames.APP_NAME);
      properties.remove(ContextNames.APP_VERSION);
    }
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
      JsonParser parser, Map<String, String> selected, Map<String, PropertyValue> into)
      throws IOException, RejectedEventException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = selected.get(parser.currentName());
      parser.nextToken();
      if (name == null) {
        parser.skipChildren();
      } else {
        readText(parser, name, into);
      }
    }
  }

  private void readText(JsonParser parser, String name, Map<String, PropertyValue> into)
      throws IOException, RejectedEventException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      return;
    }
    PropertyValue value = reader.readValue(parser, name);
    if (ContextValues.isKnown(value)) {
      into.put(name, ContextValues.canonical(name, value));
    }
  }

  /** A text, or a number as it was written. */
  private String idText(JsonParser parser) throws IOException, RejectedEventException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> text(reader.readValue(parser, "context"));
      case VALUE_NUMBER_INT -> parser.getText();
      default -> {
        parser.skipChildren();
        yield "";
      }
    };
  }

  private String library(JsonParser parser) throws IOException, RejectedEventException {
    Map<String, PropertyValue> fields = new LinkedHashMap<>();
    readSelected(parser, LIBRARY, fields);
    String name = text(fields.get("name"));
    String version = text(fields.get("version"));
    return version.isEmpty() ? name : name + '/' + version;
  }

  private static String text(@Nullable PropertyValue value) {
    return value instanceof PropertyValue.Text(String text) ? text : "";
  }
}
