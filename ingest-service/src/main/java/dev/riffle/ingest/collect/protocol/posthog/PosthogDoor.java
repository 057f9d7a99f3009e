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
import java.util.Set;

/**
 * PostHog's capture API.
 *
 * <p>Its libraries drop a batch on a 400 and do not look into the body of a 200. So the good events
 * of a request are stored and the bad ones listed in a 200; only when none is good is the answer a
 * 400.
 */
public final class PosthogDoor implements Door {
  static final String VENDOR = "posthog";

  private final JsonReader json;
  private final PosthogRequestReader reader;

  public PosthogDoor(JsonReader json, PropertyReader properties) {
    this.json = json;
    this.reader = new PosthogRequestReader(json, new PosthogEventReader(properties));
  }

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public List<String> paths() {
    return List.of("/e", "/i/v0/e", "/batch", "/capture");
  }

  /** Amplitude has a path of the same name, where the list is called otherwise. */
  @Override
  public boolean recognises(ReceivedRequest request) {
    return json.firstMember(request.body(), Set.of("events", "batch")).equals("batch");
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
    return PosthogReply.of(answer);
  }
}
