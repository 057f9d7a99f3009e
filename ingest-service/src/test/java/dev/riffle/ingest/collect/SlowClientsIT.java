package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.project.ApiKey;
import dev.riffle.project.KeyScope;
import dev.riffle.testing.KafkaResource;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that take their time, or too many connections, by raw sockets. */
@QuarkusTest
@TestProfile(SlowClients.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
class SlowClientsIT {
  private static final ApiKey WRITE = ApiKey.generate(KeyScope.WRITE, new Random(1));
  private static final String EVENT = "{\"event\":\"e\",\"userId\":\"alice\"}";
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int SLOW = 500;

  @Inject DataSource dataSource;

  @BeforeEach
  void addKey() throws Exception {
    KeySchema schema = new KeySchema(dataSource);
    schema.create();
    schema.add(WRITE, KeyScope.WRITE);
  }

  @Test
  void aHeadThatDripsIsAnsweredWhenItsTimeIsOver() throws Exception {
    try (RawConnection slow = open()) {
      slow.send("POST /v1/track HTTP/1.1\r\n");

      assertThat(slow.drip("x-slow: loris\r\n", PAUSE)).startsWith("HTTP/1.1 408 ");
      assertThat(slow.age()).isBetween(Duration.ofMillis(900), Duration.ofMillis(2500));
    }
  }

  @Test
  void aConnectionThatSaysNothingIsEnded() throws Exception {
    try (RawConnection silent = open()) {
      assertThat(silent.readToEnd()).isEmpty();
      assertThat(silent.age()).isBetween(Duration.ofMillis(900), Duration.ofMillis(2500));
    }
  }

  @Test
  void aConnectionThatWasUsedMayRestButItsNextHeadHasTheSameTime() throws Exception {
    try (RawConnection used = open()) {
      used.send(post(EVENT));
      assertThat(used.readReply()).startsWith("HTTP/1.1 200 ");
      await().pollDelay(Duration.ofMillis(1500)).until(() -> true);

      used.send(post(EVENT));
      assertThat(used.readReply()).startsWith("HTTP/1.1 200 ");
      assertThat(used.drip("POST /v1/track HTTP/1.1\r\nx-slow: loris", PAUSE))
          .startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void aBodyThatDripsHasItsWholeTimeAndNoMore() throws Exception {
    try (RawConnection slow = open()) {
      slow.send(head(EVENT.length() + 1000));

      assertThat(slow.drip(EVENT, PAUSE))
          .startsWith("HTTP/1.1 503 ")
          .contains("\"code\":\"ingest-body-timeout\"");
      assertThat(slow.age()).isBetween(Duration.ofMillis(2900), Duration.ofMillis(4500));
    }
  }

  @Test
  void aBodyThatStandsStillIsGivenUpSooner() throws Exception {
    try (RawConnection slow = open()) {
      slow.send(head(EVENT.length()) + EVENT.substring(0, 10));

      assertThat(slow.readReply())
          .startsWith("HTTP/1.1 503 ")
          .contains("\"code\":\"ingest-body-timeout\"");
      assertThat(slow.age()).isBetween(Duration.ofMillis(900), Duration.ofMillis(2500));
    }
  }

  @Test
  void aHalfClosedConnectionHoldsNothing() throws Exception {
    for (int i = 0; i < 100; i++) {
      try (RawConnection half = open()) {
        half.send(head(1 << 20) + EVENT);
        half.endOutput();
        assertThat(half.readToEnd()).isEmpty();
      }
    }

    assertThat(served()).as("the room for bodies is free again").isTrue();
  }

  @Test
  void oneConnectionTooManyIsAnsweredAndLaterOnesAreServed() throws Exception {
    List<RawConnection> resting = new ArrayList<>();
    try {
      for (int i = 0; i < SlowClients.CONNECTIONS_MAX; i++) {
        RawConnection connection = open();
        resting.add(connection);
        connection.send(post(EVENT));
        assertThat(connection.readReply()).startsWith("HTTP/1.1 200 ");
      }
      try (RawConnection tooMany = open()) {
        tooMany.send(post(EVENT));
        assertThat(tooMany.readToEnd())
            .startsWith("HTTP/1.1 503 ")
            .contains("\r\nRetry-After: 2\r\n");
      }
    } finally {
      for (RawConnection connection : resting) {
        connection.close();
      }
    }
    await().atMost(Duration.ofSeconds(5)).until(this::served);
  }

  @Test
  void goodClientsAreServedWhileManyAreSlow() throws Exception {
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW; i++) {
        RawConnection connection = open();
        slow.add(connection);
        connection.send(i % 2 == 0 ? "POST /v1/track HT" : head(1000) + "{");
      }
      for (int i = 0; i < 200; i++) {
        assertThat(served()).isTrue();
      }
    } finally {
      for (RawConnection connection : slow) {
        connection.close();
      }
    }
  }

  @Test
  void unknownKeysOfOneNetworkAreThrottledAndItsKnownOnesAreNot() throws Exception {
    assertThat(served()).isTrue();
    String unknown = ApiKey.generate(KeyScope.WRITE, new Random(9)).text();
    try (RawConnection client = open()) {
      String last = "";
      for (int i = 0; i <= SlowClients.UNKNOWN_BURST; i++) {
        client.send(post(EVENT).replace(basic(WRITE.text()), basic(unknown)));
        last = client.readReply();
      }

      assertThat(last)
          .startsWith("HTTP/1.1 429 ")
          .contains("\r\nRetry-After: 1\r\n", "\"code\":\"ingest-too-many-unknown-keys\"");
    }
    assertThat(served()).isTrue();
  }

  @Test
  void tenGigabytesInTenMegabytesAreRefusedBySizeAndTheRefusalCanBeRead() throws Exception {
    byte[] member = gzip(new byte[10 << 20]);
    byte[] bomb = new byte[1024 * member.length];
    for (int i = 0; i < 1024; i++) {
      System.arraycopy(member, 0, bomb, i * member.length, member.length);
    }
    assertThat(bomb).hasSizeGreaterThan(10_000_000);

    try (RawConnection announced = open()) {
      announced.send(head(bomb.length));
      assertThat(announced.readReply()).startsWith("HTTP/1.1 413 ").contains("too-large");
      System.out.printf("10 GB bomb with its length: %d ms%n", announced.age().toMillis());
      assertThat(announced.age()).isLessThan(Duration.ofMillis(500));
    }
    try (RawConnection chunked = open()) {
      chunked.send(
          "POST /v1/track HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(bomb.length)
              + "\r\n");
      try {
        chunked.send(bomb);
      } catch (SocketException e) {
        // the other side had enough; what it said is still to be read
      }
      assertThat(chunked.readReply()).startsWith("HTTP/1.1 413 ").contains("too-large");
      System.out.printf("10 GB bomb in one chunk: %d ms%n", chunked.age().toMillis());
    }
    assertThat(served()).isTrue();
  }

  private boolean served() throws IOException {
    try (RawConnection good = open()) {
      good.send(post(EVENT));
      return good.readReply().startsWith("HTTP/1.1 200 ");
    }
  }

  private static RawConnection open() throws IOException {
    return new RawConnection(
        URI.create(ConfigProvider.getConfig().getValue("test.url", String.class)).getPort());
  }

  private static String post(String body) {
    return head(body.length()) + body;
  }

  private static String head(int length) {
    return "POST /v1/track HTTP/1.1\r\nHost: x\r\nAuthorization: Basic "
        + basic(WRITE.text())
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static String basic(String key) {
    return Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }
}
