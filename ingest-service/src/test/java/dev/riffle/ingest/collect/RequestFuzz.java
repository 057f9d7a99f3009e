package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.riffle.event.EventCodec;
import dev.riffle.event.EventRecord;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import dev.riffle.ingest.collect.protocol.FormFields;
import dev.riffle.ingest.collect.protocol.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Sends what mutations make of the recorded requests through the whole of collect, and checks what
 * must hold whatever is sent: an answer that is none of ours to be sorry for, and of everything
 * that is accepted the same again after the way through the topic's bytes.
 */
final class RequestFuzz {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the guide of Amplitude's Identify API shows it. */
  private static final String FORM =
      "api_key=key&identification=%5B%7B%22user_id%22%3A%22alice%22%2C%22user_properties%22%3A%7B"
          + "%22plan%22%3A%22pro%22%2C%22n%22%3A1%7D%7D%5D";

  private static final Set<Integer> STATUSES = Set.of(200, 400, 401, 413);

  private final CollectorFixture collector =
      new CollectorFixture(Instant.parse("2026-11-22T12:00:00Z"));
  private final List<Recording> recordings;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Recording(String path, byte[] body, JsonNode tree) {}

  RequestFuzz() throws IOException, RefusedRequestException {
    collector.anyKey = true;
    List<Recording> found = new ArrayList<>();
    for (Path file : RecordedRequestsTest.requests().toList()) {
      JsonNode request = JSON.readTree(file.toFile());
      if (request.get("method").asText().equals("POST")) {
        byte[] body = json(RecordedRequestsTest.body(request));
        String path = request.get("url").asText().split("\\?", -1)[0];
        found.add(
            new Recording(
                path,
                body,
                FormFields.isJson(body) ? JSON.readTree(body) : MissingNode.getInstance()));
      }
    }
    byte[] form = FORM.getBytes(StandardCharsets.UTF_8);
    found.add(new Recording("/identify", form, MissingNode.getInstance()));
    recordings = List.copyOf(found);
  }

  /** A form of Mixpanel's as the JSON in it, which is taken without the form too. */
  private static byte[] json(byte[] body) throws RefusedRequestException {
    byte[] data = FormFields.isJson(body) ? null : FormFields.read(body).json("data");
    return data == null ? body : data;
  }

  /** What was accepted of one request. */
  List<EventRecord> send(SplittableRandom random) throws Exception {
    Recording recording = recordings.get(random.nextInt(recordings.size()));
    byte[] body =
        switch (recording.tree.isMissingNode() ? 0 : random.nextInt(4)) {
          case 0 -> Mutations.ofBytes(recording.body, random);
          case 1 -> Mutations.ofBytes(Mutations.ofTree(recording.tree, random), random);
          default -> Mutations.ofTree(recording.tree, random);
        };
    collector.log.events.clear();

    Reply reply = collector.post(recording.path, "Basic a2V5Og==", body);

    assertThat(STATUSES).as(reply.body()).contains(reply.status());
    if (reply.contentType().equals("application/json")) {
      JSON.readTree(reply.body());
    }
    for (EventRecord event : collector.log.events) {
      assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
    }
    return collector.log.events;
  }
}
