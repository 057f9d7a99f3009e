package dev.riffle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.event.EventCodec;
import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.EventTopic;
import dev.riffle.event.Identity;
import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterCodec;
import dev.riffle.event.deadletter.DeadLetterId;
import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.event.deadletter.DeadLetterTopic;
import dev.riffle.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What nobody should write into the events' topic, straight into it: each lands among the dead
 * letters with its reason, nothing waits for it, and a replay puts an event into the table once.
 */
@ExtendWith(OneRiffle.class)
@Order(4)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLetterIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String USER = "letter-";
  private static final byte[] VERSION = EventTopic.currentVersion();

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private KafkaProducer<byte[], byte[]> producer;
  private ProjectId project;

  @BeforeAll
  void findTheProject(RunningRiffle riffle) throws Exception {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", riffle.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    String event = "{\"type\":\"track\",\"userId\":\"letter-http\",\"event\":\"Letter\"}";
    assertThat(riffle.ingest().post("/v1/track", event).status()).isEqualTo(200);
    Waiting.untilVisible().until(() -> riffle.stored().landed("letter-http").rows() == 1);
    project =
        new ProjectId(
            Integer.parseInt(
                riffle
                    .stored()
                    .query("SELECT project FROM persons WHERE sender_id = 'letter-http' LIMIT 1")
                    .strip()));
  }

  @AfterAll
  void disconnect() {
    producer.close();
  }

  @Test
  void eachIsListedWithItsReasonAndTheEventsAroundItAreStored(RunningRiffle riffle)
      throws Exception {
    riffle.deadLetters("purge", "--all", "--yes");
    EventRecord before = event("around", "Letter", "m-1");
    EventRecord after = event("around", "Letter", "m-2");
    EventRecord newer = event("around", "Letter of 2030", "m-3");
    byte[] garbage = {1, 2, 3, 4};

    send(before, VERSION, EventCodec.encode(before));
    send(before, VERSION, garbage);
    send(before, "99".getBytes(StandardCharsets.US_ASCII), EventCodec.encode(newer));
    send(before, VERSION, new byte[0]);
    send(before, VERSION, null);
    send(after, VERSION, EventCodec.encode(after));

    Waiting.untilVisible().until(() -> riffle.stored().landed(USER + "around").rows() == 2);
    JsonNode list = list(riffle);
    assertThat(list.path("deadLetters").findValuesAsText("reason"))
        .containsExactly(
            "not-an-event-record", "unknown-version", "not-an-event-record", "not-an-event-record");
    assertThat(list.path("deadLetters").findValuesAsText("partition"))
        .containsOnly(list.at("/deadLetters/0/partition").asText());
    long first = list.at("/deadLetters/0/offset").asLong();
    assertThat(list.path("deadLetters").findValuesAsText("offset"))
        .containsExactly(
            Long.toString(first),
            Long.toString(first + 1),
            Long.toString(first + 2),
            Long.toString(first + 3));
    assertThat(riffle.deadLetters("show", list.at("/deadLetters/0/id").asText()))
        .contains("4 bytes, no event", "01 02 03 04", project + "/u/letter-around");
    assertThat(riffle.deadLetters("show", list.at("/deadLetters/1/id").asText()))
        .contains("version    99", "\"name\" : \"Letter of 2030\"");
  }

  @Test
  void whatIsReplayedTwiceIsStoredOnce(RunningRiffle riffle) throws Exception {
    riffle.deadLetters("purge", "--all", "--yes");
    // as if the loader had not been able to read them when it met them, and now is
    EventRecord recognised = event("replayed", "Letter", "m-4");
    EventRecord nameless = event("replayed", "Letter", "");
    keep(recognised, 1_000_000_001);
    keep(nameless, 1_000_000_002);

    for (int time = 0; time < 2; time++) {
      assertThat(riffle.deadLetters("replay", "--all", "--yes"))
          .startsWith("Replayed 2 dead letters");
    }
    // one at a time, and after the first two have been committed
    Waiting.untilVisible().until(() -> riffle.stored().landed(USER + "replayed").rows() >= 2);
    assertThat(riffle.deadLetters("replay", "--reason", "unknown-version", "--yes"))
        .startsWith("Replayed 2 dead letters");

    // the same sender's next event comes after all of them
    EventRecord last = event("replayed", "Last Letter", "m-5");
    send(last, VERSION, EventCodec.encode(last));
    Waiting.untilVisible().until(() -> rowsNamed(riffle, "Last Letter") == 1);
    assertThat(riffle.stored().landed(USER + "replayed").rows()).isEqualTo(3);
    assertThat(riffle.stored().landed(USER + "replayed").ingested()).isEqualTo(3);
    assertThat(list(riffle).path("deadLetters")).hasSize(2);
    riffle.deadLetters("purge", "--all", "--yes");
    assertThat(list(riffle).path("deadLetters")).isEmpty();
  }

  @Test
  void whatFailsAgainComesBackUnderAnotherIdAndNothingIsLost(RunningRiffle riffle)
      throws Exception {
    riffle.deadLetters("purge", "--all", "--yes");
    send(event("garbage", "Letter", ""), VERSION, new byte[] {9});
    Waiting.untilVisible().until(() -> list(riffle).path("deadLetters").size() == 1);
    String id = list(riffle).at("/deadLetters/0/id").asText();

    riffle.deadLetters("replay", id, "--yes");

    Waiting.untilVisible().until(() -> list(riffle).path("deadLetters").size() == 2);
    assertThat(list(riffle).path("deadLetters").findValuesAsText("id")).contains(id);
    riffle.deadLetters("purge", id, "--yes");
    assertThat(list(riffle).path("deadLetters").findValuesAsText("id"))
        .hasSize(1)
        .doesNotContain(id);
    riffle.deadLetters("purge", "--reason", "not-an-event-record", "--yes");
    assertThat(list(riffle).path("deadLetters")).isEmpty();
  }

  private EventRecord event(String user, String name, String messageId) {
    return new EventRecord(
        UUID.randomUUID(),
        project,
        EventKind.TRACK,
        name,
        Identity.ofUser(USER + user),
        EventTime.received(NOON),
        messageId,
        "",
        "",
        "",
        Map.of(),
        List.of());
  }

  /** Under the sender's key, so that all of a sender's are in one partition, in this order. */
  private void send(EventRecord sender, byte[] version, byte @Nullable [] value) throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(EventTopic.NAME, sender.identity().sender().kafkaKey(project), value);
    record.headers().add(EventTopic.VERSION_HEADER, version);
    producer.send(record).get();
  }

  private void keep(EventRecord event, long offset) throws Exception {
    DeadLetterCodec.Parts parts =
        DeadLetterCodec.encode(
            new DeadLetter(
                new DeadLetterId(0, offset, 0),
                DeadLetterReason.UNKNOWN_VERSION,
                OptionalInt.empty(),
                NOON,
                event.identity().sender().kafkaKey(project),
                VERSION,
                EventCodec.encode(event)));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(DeadLetterTopic.NAME, parts.key(), parts.value());
    parts.headers().forEach((name, value) -> record.headers().add(name, value));
    producer.send(record).get();
  }

  private static long rowsNamed(RunningRiffle riffle, String event) throws Exception {
    return Long.parseLong(
        riffle
            .stored()
            .query("SELECT count() FROM events WHERE event = {event:String}", "event", event)
            .strip());
  }

  private static JsonNode list(RunningRiffle riffle) throws Exception {
    return JSON.readTree(riffle.deadLetters("list", "--json"));
  }
}
