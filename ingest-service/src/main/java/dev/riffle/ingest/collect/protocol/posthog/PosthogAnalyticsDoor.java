package dev.riffle.ingest.collect.protocol.posthog;

import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import dev.riffle.ingest.collect.protocol.Answer;
import dev.riffle.ingest.collect.protocol.Door;
import dev.riffle.ingest.collect.protocol.JsonReader;
import dev.riffle.ingest.collect.protocol.ReceivedBatch;
import dev.riffle.ingest.collect.protocol.ReceivedRequest;
import dev.riffle.ingest.collect.protocol.Reply;
import java.util.List;

/**
 * PostHog's newer capture API, "v1": the key of a bearer, options beside the properties, and in a
 * success an object {@code results}. The libraries take an event that is not in it for stored, send
 * again at 404, 408, 429 and 5xx, and give the batch up at any other status (posthog-node 5.70.0,
 * {@code capture-v1/sender.ts}, with {@code POSTHOG_CAPTURE_MODE=v1}).
 */
public final class PosthogAnalyticsDoor implements Door {
  private final PosthogRequestReader reader;

  public PosthogAnalyticsDoor(JsonReader json, PropertyReader properties) {
    this.reader = new PosthogRequestReader(json, new PosthogEventReader(properties));
  }

  @Override
  public String vendor() {
    return PosthogDoor.VENDOR;
  }

  @Override
  public List<String> paths() {
    return List.of("/i/v1/analytics/events");
  }

  @Override
  public ReceivedBatch read(ReceivedRequest request) throws RefusedRequestException {
    return reader.read(request);
  }

  @Override
  public boolean storesPartOfRequest() {
    return true;
  }

  @Override
  public Reply reply(Answer answer) {
    return PosthogReply.withResults(answer);
  }
}
