package dev.riffle.ingest.collect.protocol.mixpanel;

import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import dev.riffle.ingest.collect.protocol.Answer;
import dev.riffle.ingest.collect.protocol.Door;
import dev.riffle.ingest.collect.protocol.JsonReader;
import dev.riffle.ingest.collect.protocol.ReceivedBatch;
import dev.riffle.ingest.collect.protocol.ReceivedRequest;
import dev.riffle.ingest.collect.protocol.Reply;
import java.util.List;
import java.util.stream.Stream;

/**
 * Mixpanel's ingestion API, with one door for each way in which it answers.
 *
 * <p>Its libraries never look for single events in an answer: they drop what was sent, or send all
 * of it again after a 429 or 5xx. So the good events of a request are stored whatever the others
 * are.
 */
public final class MixpanelDoor implements Door {
  private static final List<String> PATHS = List.of("/track", "/engage", "/groups", "/import");

  private final MixpanelReply reply;
  private final MixpanelRequestReader reader;

  private MixpanelDoor(MixpanelReply reply, MixpanelRequestReader reader) {
    this.reply = reply;
    this.reader = reader;
  }

  /** The doors, of which the first answers for what none recognises. */
  public static List<Door> all(JsonReader json, PropertyReader properties) {
    MixpanelRequestReader reader = new MixpanelRequestReader(json, properties);
    return Stream.of(MixpanelReply.values())
        .<Door>map(reply -> new MixpanelDoor(reply, reader))
        .toList();
  }

  @Override
  public String vendor() {
    return "mixpanel";
  }

  @Override
  public List<String> paths() {
    return PATHS;
  }

  @Override
  public List<String> queryPaths() {
    return PATHS;
  }

  @Override
  public boolean recognises(ReceivedRequest request) {
    return reply == MixpanelReply.wantedBy(request);
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
    return reply.to(answer);
  }
}
