package dev.riffle.ingest.collect.protocol.amplitude;

import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import dev.riffle.ingest.collect.protocol.Answer;
import dev.riffle.ingest.collect.protocol.Door;
import dev.riffle.ingest.collect.protocol.FormFields;
import dev.riffle.ingest.collect.protocol.JsonReader;
import dev.riffle.ingest.collect.protocol.ReceivedBatch;
import dev.riffle.ingest.collect.protocol.ReceivedRequest;
import dev.riffle.ingest.collect.protocol.Reply;
import java.util.List;
import java.util.Set;

/**
 * Amplitude's HTTP V2, Batch, Identify and Group Identify APIs.
 *
 * <p>A request with a bad event is answered with a 400 that lists every bad index, and nothing of
 * it is stored: its libraries drop the listed events and send all others again at once, with the
 * same insert ids. Storing the others at the first try would store them twice; leaving one bad
 * index unlisted would make the library send it again for ever.
 */
public final class AmplitudeDoor implements Door {
  static final String VENDOR = "amplitude";

  private static final List<String> IDENTIFICATIONS = List.of("/identify", "/groupidentify");

  private final JsonReader json;
  private final AmplitudeRequestReader reader;

  public AmplitudeDoor(JsonReader json, PropertyReader properties) {
    this.json = json;
    this.reader = new AmplitudeRequestReader(json, new AmplitudeEventReader(properties));
  }

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public List<String> paths() {
    return List.of("/2/httpapi", "/batch", "/identify", "/groupidentify");
  }

  @Override
  public List<String> queryPaths() {
    return IDENTIFICATIONS;
  }

  @Override
  public ReceivedBatch read(ReceivedRequest request) throws RefusedRequestException {
    return IDENTIFICATIONS.contains(request.path()) && !FormFields.isJson(request.body())
        ? reader.readIdentification(request)
        : reader.readJson(request);
  }

  /** PostHog has a path of the same name, where the list is called otherwise. */
  @Override
  public boolean recognises(ReceivedRequest request) {
    return json.firstMember(request.body(), Set.of("events", "batch")).equals("events");
  }

  @Override
  public boolean storesPartOfRequest() {
    return false;
  }

  @Override
  public Reply reply(Answer answer) {
    return AmplitudeReply.of(answer);
  }
}
