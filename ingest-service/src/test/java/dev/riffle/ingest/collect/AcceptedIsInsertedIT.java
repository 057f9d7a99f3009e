package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTopic;
import dev.riffle.testing.ClickHouseResource;
import dev.riffle.testing.KafkaResource;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * What the edge accepts, the engine takes: everything that is accepted of fuzzed requests goes
 * through the topic and the loader into a real engine, and not one record is missing there.
 */
@QuarkusTest
@TestProfile(AcceptedIsInsertedIT.OnlyLoad.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ClickHouseResource.class)
class AcceptedIsInsertedIT {
  private static final Duration LOAD_TIMEOUT = Duration.ofMinutes(5);

  /** Their times are all over two centuries, so that the engine writes a part for each of many. */
  private static final int CASES = 10_000;

  /** The edge is used without its server. */
  public static final class OnlyLoad implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("riffle.roles", "load", "quarkus.shutdown.delay", "0S");
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void everyAcceptedEventOfFuzzedRequestsIsARow() throws Exception {
    RequestFuzz requests = new RequestFuzz();
    long[] accepted = new long[1];
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", config("riffle.kafka.bootstrap-servers"), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      FuzzRun.run(
          "engine",
          CASES,
          random -> {
            for (EventRecord event : requests.send(random)) {
              var _ = producer.send(record(event, "m-" + accepted[0]++));
            }
          });
      producer.flush();
    }

    System.out.printf("fuzz engine: %,d events to insert%n", accepted[0]);
    await()
        .atMost(LOAD_TIMEOUT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertThat(query("SELECT count() FROM events")).isEqualTo("" + accepted[0]));
    assertThat(query("SELECT uniqExact(_source, _offset) FROM events")).isEqualTo("" + accepted[0]);
  }

  /** With a message id of its own: mutations repeat those of the recordings. */
  private static ProducerRecord<byte[], byte[]> record(EventRecord event, String messageId) {
    EventRecord own =
        new EventRecord(
            event.ingestId(),
            event.project(),
            event.kind(),
            event.name(),
            event.identity(),
            event.time(),
            messageId,
            event.sessionId(),
            event.targetId(),
            event.library(),
            event.properties(),
            event.userOperations());
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            "events", own.identity().sender().kafkaKey(own.project()), EventCodec.encode(own));
    record.headers().add(EventTopic.VERSION_HEADER, EventTopic.currentVersion());
    return record;
  }

  private String query(String sql) throws Exception {
    URI url =
        URI.create(
            config("riffle.clickhouse.url")
                + "/?database="
                + config("riffle.clickhouse.database")
                + "&query="
                + URLEncoder.encode(sql, StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .version(HttpClient.Version.HTTP_1_1)
            .header("X-ClickHouse-User", config("riffle.clickhouse.user"))
            .header("X-ClickHouse-Key", config("riffle.clickhouse.password"))
            .build();
    HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return reply.body().strip();
  }

  private static String config(String key) {
    return ConfigProvider.getConfig().getValue(key, String.class);
  }
}
