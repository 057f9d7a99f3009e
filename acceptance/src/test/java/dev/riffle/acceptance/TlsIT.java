package dev.riffle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.system.RunningRiffle;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ./riffle up --tls}: events by https, from who trusts its certificate and nothing else. */
@ExtendWith(OneRiffle.class)
@Order(4)
class TlsIT {
  @Test
  void anEventSentByHttpsIsStored(RunningRiffle riffle) throws Exception {
    String messageId = UUID.randomUUID().toString();
    String body =
        """
        {"writeKey":"%s","event":"Sent By Https","userId":"tls-1","messageId":"%s"}\
        """
            .formatted(riffle.writeKey(), messageId);

    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting(riffle)).build()) {
      HttpResponse<String> reply =
          client.send(
              HttpRequest.newBuilder(riffle.ingestTlsUrl().resolve("/v1/track"))
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(reply.body()).isEqualTo("{\"success\":true}");
    }

    Waiting.untilVisible()
        .untilAsserted(() -> assertThat(riffle.stored().landed("tls-1").rows()).isOne());
  }

  @Test
  void whatToTrustIsPrinted(RunningRiffle riffle) {
    assertThat(riffle.printed())
        .contains(riffle.ingestTlsUrl().toString())
        .contains(riffle.data().resolve("tls/certificate.pem").toString())
        .contains(riffle.trustStore().toString());
  }

  private static SSLContext trusting(RunningRiffle riffle) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(riffle.trustStore())) {
      trusted.load(bytes, "changeit".toCharArray());
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
