package dev.riffle.ingest.collect.protocol.posthog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.protocol.Answer;
import dev.riffle.ingest.collect.protocol.Door;
import dev.riffle.ingest.collect.protocol.JsonReader;
import dev.riffle.ingest.collect.protocol.ReceivedBatch;
import dev.riffle.ingest.collect.protocol.ReceivedRequest;
import dev.riffle.ingest.collect.protocol.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostHog's feature flags, of which there are none. A request is one without events. */
public final class PosthogFlagsDoor implements Door {
  private static final String NO_FLAGS =
      "{\"flags\":{},\"featureFlags\":{},\"featureFlagPayloads\":{},"
          + "\"errorsWhileComputingFlags\":false,\"supportedCompression\":[\"gzip\",\"gzip-js\"]}";

  private final JsonReader json;

  public PosthogFlagsDoor(JsonReader json) {
    this.json = json;
  }

  @Override
  public String vendor() {
    return PosthogDoor.VENDOR;
  }

  @Override
  public List<String> paths() {
    return List.of("/flags", "/decide");
  }

  @Override
  public ReceivedBatch read(ReceivedRequest request) throws RefusedRequestException {
    String[] key = {""};
    try {
      json.readRoot(
          PosthogRequestReader.body(request),
          parser -> {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
              String token = token(parser);
              key[0] = token == null ? key[0] : token;
            }
          });
    } catch (RejectedEventException e) {
      throw new RefusedRequestException(
          Problem.INVALID_REQUEST, e.field(), String.valueOf(e.getMessage()));
    }
    return new ReceivedBatch(key[0], List.of());
  }

  @Override
  public boolean storesPartOfRequest() {
    return true;
  }

  @Override
  public Reply reply(Answer answer) {
    return switch (answer) {
      case Answer.Stored _ -> Reply.json(200, NO_FLAGS, Duration.ZERO);
      case Answer.Refused refused -> PosthogReply.refused(refused);
    };
  }

  /** The value of the member on which the parser stands, if that is the key. */
  private static @Nullable String token(JsonParser parser) throws IOException {
    String field = parser.currentName();
    boolean named = field.equals("token") || field.equals("api_key");
    if (parser.nextToken() == JsonToken.VALUE_STRING && named) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }
}
