package dev.riffle.ingest.collect.protocol.segment;

import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import dev.riffle.ingest.collect.protocol.Answer;
import dev.riffle.ingest.collect.protocol.Door;
import dev.riffle.ingest.collect.protocol.JsonReader;
import dev.riffle.ingest.collect.protocol.JsonReply;
import dev.riffle.ingest.collect.protocol.ReceivedBatch;
import dev.riffle.ingest.collect.protocol.ReceivedRequest;
import dev.riffle.ingest.collect.protocol.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Segment's HTTP tracking API, with the short paths of its browser library, and RudderStack's,
 * which is the same with a path more for its beacons.
 *
 * <p>Its libraries drop a batch on any 400 and never look into the body of a 200. So the good
 * events of a request are stored and the bad ones listed in a 200; only when none is good is the
 * answer a 400. Segment itself answers 200 to nearly everything. {@code segment-java} takes an
 * empty 200 for a failure, hence always a JSON body.
 */
public final class SegmentDoor implements Door {
  private static final Map<String, String> MESSAGE_PATHS =
      Map.ofEntries(
          Map.entry("/v1/identify", "identify"),
          Map.entry("/v1/i", "identify"),
          Map.entry("/v1/track", "track"),
          Map.entry("/v1/t", "track"),
          Map.entry("/v1/page", "page"),
          Map.entry("/v1/p", "page"),
          Map.entry("/v1/screen", "screen"),
          Map.entry("/v1/s", "screen"),
          Map.entry("/v1/group", "group"),
          Map.entry("/v1/g", "group"),
          Map.entry("/v1/alias", "alias"),
          Map.entry("/v1/a", "alias"));
  private static final List<String> BATCH_PATHS =
      List.of("/v1/batch", "/v1/import", "/v1/b", "/beacon/v1/batch");
  private static final String SUCCESS = "{\"success\":true}";

  private final SegmentRequestReader reader;

  public SegmentDoor(JsonReader json, PropertyReader properties) {
    this.reader = new SegmentRequestReader(json, new SegmentMessageReader(properties));
  }

  @Override
  public String vendor() {
    return "segment";
  }

  @Override
  public List<String> paths() {
    return Stream.concat(MESSAGE_PATHS.keySet().stream().sorted(), BATCH_PATHS.stream()).toList();
  }

  @Override
  public ReceivedBatch read(ReceivedRequest request) throws RefusedRequestException {
    String type = MESSAGE_PATHS.get(request.path());
    return type == null ? reader.readBatch(request) : reader.readMessage(request, type);
  }

  @Override
  public boolean storesPartOfRequest() {
    return true;
  }

  @Override
  public Reply reply(Answer answer) {
    return switch (answer) {
      case Answer.Stored stored when stored.rejected().isEmpty() ->
          Reply.json(200, SUCCESS, Duration.ZERO);
      case Answer.Stored stored ->
          Reply.json(
              200,
              JsonReply.object(json -> {
                json.writeBooleanField("success", true);
                json.writeNumberField("accepted", stored.accepted());
                JsonReply.writeRejected(json, stored.rejected());
              }),
              Duration.ZERO);
      case Answer.Refused refused ->
          Reply.json(
              refused.refusal().problem().status(),
              JsonReply.object(json -> {
                json.writeBooleanField("success", false);
                json.writeStringField("code", refused.refusal().problem().code());
                json.writeStringField("message", refused.refusal().message());
                if (!refused.refusal().field().isEmpty()) {
                  json.writeStringField("field", refused.refusal().field());
                }
                if (!refused.rejected().isEmpty()) {
                  JsonReply.writeRejected(json, refused.rejected());
                }
              }),
              refused.retryAfter());
    };
  }
}
