package dev.riffle.ingest.collect.protocol.mixpanel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.ingest.collect.canonical.PropertyReader;
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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request: the field {@code data} of a form or a query, which holds JSON, mostly as base64;
 * or a body that is JSON. That is one record or a list of them, of the kind that the path says.
 */
final class MixpanelRequestReader {
  private static final String DATA = "data";

  private final JsonReader json;
  private final MixpanelEventReader events;
  private final MixpanelProfileReader profiles;

  MixpanelRequestReader(JsonReader json, PropertyReader properties) {
    this.json = json;
    this.events = new MixpanelEventReader(properties);
    this.profiles = new MixpanelProfileReader(properties);
  }

  ReceivedBatch read(ReceivedRequest request) throws RefusedRequestException {
    FormFields query = FormFields.ofQuery(request.query());
    boolean isJson = FormFields.isJson(request.body());
    FormFields form = isJson ? query : FormFields.read(request.body());
    byte[] data = isJson ? request.body() : form.json(DATA);
    if (data == null) {
      throw new RefusedRequestException(
          Problem.INVALID_REQUEST, DATA, "data is required: a JSON object or a list of them");
    }
    Records records = new Records();
    readRecords(data, request.path(), records);
    String key = key(records, request.authorization(), query.text("api_key"));
    boolean fromClient = isOne(query.text("ip")) || isOne(form.text("ip"));
    return new ReceivedBatch(
        key, readings(records.items, key, fromClient ? request.client() : Client.UNKNOWN));
  }

  private void readRecords(byte[] data, String path, Records into) throws RefusedRequestException {
    JsonReader.EventReader<MixpanelRecord> reader =
        switch (path) {
          case "/engage", "/groups" ->
              (parser, index) -> {
                MixpanelProfile profile = into.begun(new MixpanelProfile(index));
                profiles.readInto(profile, parser);
                return profile;
              };
          default ->
              (parser, index) -> {
                MixpanelEvent event = into.begun(new MixpanelEvent(index));
                events.readInto(event, parser);
                return event;
              };
        };
    try {
      json.readText(data, parser -> readRoot(parser, reader, into.items));
    } catch (RejectedEventException e) {
      // what is wrong around the records is wrong for all of them
      throw new RefusedRequestException(
          Problem.INVALID_REQUEST, e.field(), String.valueOf(e.getMessage()));
    }
  }

  private void readRoot(
      JsonParser parser,
      JsonReader.EventReader<MixpanelRecord> reader,
      List<JsonReader.Item<MixpanelRecord>> into)
      throws IOException, RefusedRequestException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      into.addAll(json.readEvents(parser, DATA, reader));
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      into.add(json.readEvent(parser, 0, reader));
    } else {
      throw new RefusedRequestException(
          Problem.INVALID_JSON, "", "the data must be a JSON object or a list of them");
    }
  }

  private static List<Reading> readings(
      List<JsonReader.Item<MixpanelRecord>> items, String key, Client connection) {
    List<Reading> readings = new ArrayList<>(items.size());
    for (JsonReader.Item<MixpanelRecord> item : items) {
      readings.add(
          switch (item) {
            case JsonReader.Item.Refused<MixpanelRecord>(var rejection) ->
                new Reading.Unreadable(rejection);
            case JsonReader.Item.Read<MixpanelRecord>(MixpanelRecord record) ->
                reading(record, key, connection);
          });
    }
    return readings;
  }

  private static Reading reading(MixpanelRecord record, String key, Client connection) {
    try {
      if (record.token != null && !record.token.equals(key)) {
        throw RejectedEventException.wrongType("token", "the same in all records of a request");
      }
      return record.received(connection);
    } catch (RejectedEventException e) {
      return new Reading.Unreadable(e.at(record.index));
    }
  }

  /** The records' own token, else the user name of Basic authentication, else the query's key. */
  private static String key(
      Records records, @Nullable String authorization, @Nullable String queryKey) {
    for (MixpanelRecord record : records.begun) {
      if (record.token != null) {
        return record.token;
      }
    }
    String user = PresentedKey.inBasic(authorization).orElse("");
    return !user.isEmpty() ? user : queryKey == null ? "" : queryKey;
  }

  private static boolean isOne(@Nullable String text) {
    return "1".equals(text);
  }

  /** The records of a request; those that were refused say with which key they came, too. */
  private static final class Records {
    final List<JsonReader.Item<MixpanelRecord>> items = new ArrayList<>();
    final List<MixpanelRecord> begun = new ArrayList<>();

    <R extends MixpanelRecord> R begun(R record) {
      begun.add(record);
      return record;
    }
  }
}
