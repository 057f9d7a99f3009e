package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.local.certificate.SelfSignedCertificate;
import dev.riffle.project.ApiKey;
import dev.riffle.project.KeyScope;
import dev.riffle.testing.KafkaResource;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events by https, from clients that trust our certificate and no other. */
@QuarkusTest
@TestProfile(SlowClients.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = TlsResource.class, restrictToAnnotatedClass = true)
class TlsIT {
  private static final ApiKey WRITE = ApiKey.generate(KeyScope.WRITE, new Random(1));
  private static final String HIDDEN = "GET /q/health/live HTTP/1.1\r\nHost: x\r\n\r\n";

  @Inject DataSource dataSource;

  private final int port = config(TlsResource.PORT, Integer.class);
  private final Path trustStore = config(TlsResource.TRUST_STORE, Path.class);
  private SSLContext trusting;

  @BeforeEach
  void trustOneCertificateAndAddKey() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(trustStore)) {
      trusted.load(bytes, SelfSignedCertificate.TRUST_STORE_PASSWORD.toCharArray());
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, managers.getTrustManagers(), null);
    KeySchema schema = new KeySchema(dataSource);
    schema.create();
    schema.add(WRITE, KeyScope.WRITE);
  }

  @Test
  void takesEventsByNameAndByAddress() throws Exception {
    for (String host : new String[] {"localhost", "127.0.0.1"}) {
      try (HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
        HttpResponse<String> reply = client.send(event(host), HttpResponse.BodyHandlers.ofString());

        assertThat(reply.body()).isEqualTo("{\"success\":true}");
        assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(reply.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      }
    }
  }

  @Test
  void whoDoesNotTrustItSendsNothing() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(
              () -> client.send(event("localhost"), HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(SSLException.class);
    }
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("dev.riffle.ingest.collect.SmugglingIT#requests")
  void ambiguousRequestsAreRefusedHereToo(String what, String head, String body) throws Exception {
    try (RawConnection connection = open()) {
      connection.send(head + body + HIDDEN);

      String said = connection.readToEnd();

      assertThat(said).as(what).containsPattern("^HTTP/1[.][01] 400 ");
      assertThat(said.split("HTTP/1[.]", -1)).as("one reply").hasSize(2);
    }
  }

  @Test
  void aHeadThatDripsIsAnsweredWhenItsTimeIsOver() throws Exception {
    try (RawConnection slow = open()) {
      slow.send("POST /v1/track HTTP/1.1\r\n");

      assertThat(slow.drip("x-slow: loris\r\n", Duration.ofMillis(200)))
          .startsWith("HTTP/1.1 408 ");
      assertThat(slow.age()).isBetween(Duration.ofMillis(900), Duration.ofMillis(2500));
    }
  }

  @Test
  void aConnectionThatSaysNothingAfterTheHandshakeIsEnded() throws Exception {
    try (RawConnection silent = open()) {
      assertThat(silent.readToEnd()).isEmpty();
      assertThat(silent.age()).isBetween(Duration.ofMillis(900), Duration.ofMillis(2500));
    }
  }

  @Test
  void aConnectionIsKeptForTheNextRequest() throws Exception {
    try (RawConnection connection = open()) {
      connection.send(HIDDEN);
      assertThat(connection.readReply()).startsWith("HTTP/1.1 200 ");
      connection.send(HIDDEN);
      assertThat(connection.readReply()).startsWith("HTTP/1.1 200 ");
    }
  }

  private RawConnection open() throws Exception {
    RawConnection connection =
        new RawConnection(trusting.getSocketFactory().createSocket("localhost", port));
    // empty, and so only the handshake
    connection.send("");
    return connection;
  }

  private HttpRequest event(String host) {
    byte[] credentials = (WRITE.text() + ":").getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(URI.create("https://" + host + ":" + port + "/v1/track"))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
        .POST(HttpRequest.BodyPublishers.ofString("{\"event\":\"e\",\"userId\":\"alice\"}"))
        .build();
  }

  /** Not injected: the tests that run without the resource would not start. */
  private static <T> T config(String name, Class<T> type) {
    return ConfigProvider.getConfig().getValue(name, type);
  }
}
