package dev.riffle.ingest.collect.protocol.amplitude;

import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.outcome.Problem;
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

/**
 * Amplitude's HTTP V1 API, which its first browser library ({@code amplitude-js}) speaks: a form
 * with {@code client}, the key, and {@code e}, the events.
 *
 * <p>To that library exactly a 200 is a success, whatever its body says. After anything else it
 * keeps all events and sends them again with the next upload, for ever; after a 413 in halves. So
 * the good events of a request are stored and the bad ones dropped with a 200, even when all are
 * bad: a refusal would keep them coming. Its checksum is not looked at: TLS and TCP have theirs.
 */
public final class AmplitudeLegacyDoor implements Door {
  private final AmplitudeRequestReader reader;

  public AmplitudeLegacyDoor(JsonReader json, PropertyReader properties) {
    this.reader = new AmplitudeRequestReader(json, new AmplitudeEventReader(properties));
  }

  @Override
  public String vendor() {
    return AmplitudeDoor.VENDOR;
  }

  @Override
  public List<String> paths() {
    return List.of("/");
  }

  @Override
  public ReceivedBatch read(ReceivedRequest request) throws RefusedRequestException {
    return reader.readLegacyForm(request);
  }

  @Override
  public boolean storesPartOfRequest() {
    return true;
  }

  @Override
  public Reply reply(Answer answer) {
    return switch (answer) {
      case Answer.Stored _ -> Reply.text(200, "success", Duration.ZERO);
      case Answer.Refused refused when refused.refusal().problem() == Problem.INVALID_EVENTS ->
          Reply.json(
              200,
              JsonReply.object(json -> {
                json.writeNumberField("code", 200);
                json.writeNumberField("events_ingested", 0);
                JsonReply.writeRejected(json, refused.rejected());
              }),
              Duration.ZERO);
      case Answer.Refused refused -> AmplitudeReply.of(refused);
    };
  }
}
