package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.project.ApiKey;
import dev.riffle.project.KeyScope;
import dev.riffle.testing.KafkaResource;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live stream of the running service, by HTTP, with events sent through its doors. */
@QuarkusTest
@TestProfile(LiveIT.FewViewers.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
class LiveIT {
  private static final int RING = 300;
  private static final int VIEWERS_PER_PROJECT = 2;
  private static final ApiKey WRITE = ApiKey.generate(KeyScope.WRITE, new Random(1));
  private static final ApiKey READ = ApiKey.generate(KeyScope.READ, new Random(2));
  private static final ApiKey ADMIN = ApiKey.generate(KeyScope.ADMIN, new Random(3));
  private static final ApiKey OTHER_READ = ApiKey.generate(KeyScope.READ, new Random(4));
  private static final ApiKey UNKNOWN = ApiKey.generate(KeyScope.READ, new Random(5));

  @Inject DataSource dataSource;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<StreamReader> readers = new ArrayList<>();
  private KeySchema schema;

  /** With narrow limits, so that tests reach them. */
  public static final class FewViewers implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "riffle.roles",
          "collect",
          "riffle.collect.live.ring",
          Integer.toString(RING),
          "riffle.collect.live.viewers-per-project",
          Integer.toString(VIEWERS_PER_PROJECT),
          "riffle.collect.live.stalled",
          "2S",
          "riffle.collect.live.heartbeat",
          "1S",
          "riffle.collect.keys.fresh",
          "500MS",
          "quarkus.shutdown.delay",
          "0S");
    }
  }

  @BeforeEach
  void addKeys() throws Exception {
    schema = new KeySchema(dataSource);
    schema.create();
    schema.add(WRITE, KeyScope.WRITE);
    schema.add(READ, KeyScope.READ);
    schema.add(ADMIN, KeyScope.ADMIN);
    schema.addOfOtherProject(OTHER_READ, KeyScope.READ);
  }

  @AfterEach
  void closeStreams() {
    readers.forEach(StreamReader::close);
    // the next test begins with all places free
    await()
        .untilAsserted(() -> assertThat(metrics()).contains("\nriffle_collect_live_viewers 0.0"));
  }

  @Test
  void anAcceptedEventIsShownWithWhatWasReadOfIt() throws Exception {
    StreamReader stream = open("", READ);

    send(
        "{\"event\":\"Bought\",\"userId\":\"alice\",\"messageId\":\"m-1\",\"properties\":{\"n\":1}}");

    assertThat(stream.next("accepted"))
        .contains("\"vendor\":\"segment\"", "\"kind\":\"track\"", "\"event\":\"Bought\"")
        .contains("\"userId\":\"alice\"", "\"messageId\":\"m-1\"", "\"properties\":{\"n\":1}");
  }

  @Test
  void aRejectedEventIsShownWithItsCodeFieldAndReason() throws Exception {
    StreamReader stream = open("?outcome=rejected", ADMIN);

    send("{\"event\":\"Bought\",\"userId\":\"alice\"}");
    send("{\"event\":\"Bought\",\"userId\":\"undefined\"}");

    assertThat(stream.next("rejected"))
        .contains("\"code\":\"placeholder_id\",\"field\":\"userId\",\"reason\":\"")
        .contains("\"event\":\"Bought\"");
  }

  @Test
  void filtersByNameAndUserAndTakesTheKeyFromTheAddress() throws Exception {
    StreamReader stream = open("?event=Sold+out&userId=bob&key=" + READ.text(), null);

    send("{\"event\":\"Sold out\",\"userId\":\"alice\"}");
    send("{\"event\":\"Bought\",\"userId\":\"bob\"}");
    send("{\"event\":\"Sold out\",\"userId\":\"bob\"}");

    assertThat(stream.next("accepted")).contains("\"event\":\"Sold out\"", "\"userId\":\"bob\"");
    assertThat(stream.all()).containsOnlyOnce("event: accepted");
  }

  @Test
  void anotherProjectSeesNothing() throws Exception {
    StreamReader other = open("", OTHER_READ);
    StreamReader own = open("", READ);

    send("{\"event\":\"Bought\",\"userId\":\"alice\"}");

    own.next("accepted");
    other.awaitText(": still here");
    assertThat(other.all()).doesNotContain("event: ");
  }

  @Test
  void goesOnAfterTheLastEventSeen() throws Exception {
    StreamReader first = open("", READ);
    send("{\"event\":\"One\",\"userId\":\"alice\"}");
    first.next("accepted");
    String lastSeen = first.lastId();
    first.close();
    send("{\"event\":\"Two\",\"userId\":\"alice\"}");

    StreamReader second = open(request("", READ).header("Last-Event-ID", lastSeen));

    assertThat(second.next("accepted")).contains("\"event\":\"Two\"");
  }

  @Test
  void aRestartedServiceKnowsNothingOfEarlierIds() throws Exception {
    StreamReader stream = open(request("", READ).header("Last-Event-ID", "0123456789abcdef-7"));

    assertThat(stream.next("gap")).contains("{\"leftOut\":null}");
  }

  @Test
  void eventsThatComeTooFastAreLeftOutAndCounted() throws Exception {
    StreamReader stream = open("", READ);

    sendBatch(RING + 50, "");

    assertThat(stream.next("gap")).contains("{\"leftOut\":50}");
    stream.awaitText("\"event\":\"e" + (RING + 49) + "\"");
    assertThat(metrics()).contains("riffle_collect_live_left_out_total");
  }

  @Test
  void keysThatMayNotReadAreRefusedAsProblems() throws Exception {
    assertThat(refusal("", null)).startsWith("401 ").contains("ingest-missing-key");
    assertThat(refusal("", UNKNOWN)).startsWith("401 ").contains("ingest-unknown-key");
    assertThat(refusal("", WRITE)).startsWith("401 ").contains("needed is a read key");
    assertThat(refusal("?outcome=refused", READ)).startsWith("400 ").contains("invalid-request");
  }

  @Test
  void aProjectHasSoManyViewers() throws Exception {
    for (int i = 0; i < VIEWERS_PER_PROJECT; i++) {
      open("", READ);
    }

    assertThat(refusal("", READ)).startsWith("503 ").contains("ingest-overloaded");
    open("", OTHER_READ);
    readers.getFirst().close();
    await().untilAsserted(() -> open("", READ));
  }

  @Test
  void aRevokedKeyWatchesNoLonger() throws Exception {
    ApiKey revoked = ApiKey.generate(KeyScope.READ, new Random(6));
    schema.add(revoked, KeyScope.READ);
    StreamReader stream = open("", revoked);

    schema.revoke(revoked);

    assertThat(stream.endsWithin(Duration.ofSeconds(10))).isTrue();
    assertThat(metrics()).contains("riffle_collect_live_ended_total{reason=\"key\"}");
  }

  @Test
  void aViewerThatTakesNothingIsEnded() throws Exception {
    try (Socket socket = new Socket()) {
      // the less the network holds, the sooner the service notices
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), url().getPort()));
      RawConnection viewer = new RawConnection(socket);
      viewer.send(
          "GET /api/v1/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(READ.text()));

      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> {
            sendBatch(RING, "\"x\":\"" + "y".repeat(100) + "\"");
            return metrics().contains("riffle_collect_live_ended_total{reason=\"stalled\"}");
          });
    }
  }

  private StreamReader open(String query, @Nullable ApiKey key) throws Exception {
    return open(request(query, key));
  }

  private StreamReader open(HttpRequest.Builder request) throws Exception {
    StreamReader reader = StreamReader.open(http, request.build());
    readers.add(reader);
    return reader;
  }

  private String refusal(String query, @Nullable ApiKey key) throws Exception {
    HttpResponse<String> reply =
        http.send(request(query, key).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
    return reply.statusCode() + " " + reply.body();
  }

  private static HttpRequest.Builder request(String query, @Nullable ApiKey key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url().resolve("/api/v1/live" + query)).GET();
    return key == null ? request : request.header("Authorization", "Bearer " + key.text());
  }

  private void send(String event) throws Exception {
    post("/v1/track", event);
  }

  private void sendBatch(int events, String properties) throws Exception {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      all.add(
          "{\"type\":\"track\",\"event\":\"e%d\",\"userId\":\"alice\",\"properties\":{%s}}"
              .formatted(i, properties));
    }
    post("/v1/batch", "{\"batch\":[" + String.join(",", all) + "]}");
  }

  private void post(String path, String body) throws Exception {
    byte[] credentials = (WRITE.text() + ":").getBytes(StandardCharsets.UTF_8);
    http.send(
        HttpRequest.newBuilder(url().resolve(path))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.discarding());
  }

  private String metrics() throws Exception {
    return http.send(
            HttpRequest.newBuilder(url().resolve("/q/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static URI url() {
    return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
  }
}
