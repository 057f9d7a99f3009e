package dev.riffle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./riffle up --tls-certificate ... --tls-key ...}, by their variables: https with a
 * certificate of the user's own. After everything else: it restarts everything.
 */
@ExtendWith(OneRiffle.class)
@Order(7)
class OwnCertificateIT {
  private static final String PASSWORD = "changeit";

  @Test
  void httpsShowsTheCertificateThatWasGiven(RunningRiffle riffle, @TempDir Path folder)
      throws Exception {
    KeyStore own = newKeyStore(folder.resolve("own.p12"));
    Certificate certificate = own.getCertificate("own");
    Path certificateFile =
        pem(folder.resolve("certificate.pem"), "CERTIFICATE", certificate.getEncoded());
    Path keyFile =
        pem(
            folder.resolve("key.pem"),
            "PRIVATE KEY",
            own.getKey("own", PASSWORD.toCharArray()).getEncoded());

    riffle.down();
    RunningRiffle withOwn =
        riffle.with(
            Map.of(
                "RIFFLE_TLS_CERTIFICATE", certificateFile.toString(),
                "RIFFLE_TLS_KEY", keyFile.toString()));
    withOwn.up();

    assertThat(withOwn.printed()).contains(withOwn.ingestTlsUrl().toString());
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting(certificate)).build()) {
      HttpResponse<String> reply =
          client.send(
              HttpRequest.newBuilder(withOwn.ingestTlsUrl().resolve("/v1/track"))
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          """
                          {"writeKey":"%s","event":"Sent By Https","userId":"own-certificate-1"}\
                          """
                              .formatted(withOwn.writeKey())))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(reply.body()).isEqualTo("{\"success\":true}");
      assertThat(reply.sslSession().orElseThrow().getPeerCertificates())
          .containsExactly(certificate);
    }
  }

  private static KeyStore newKeyStore(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=own.example",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(file)) {
      store.load(bytes, PASSWORD.toCharArray());
    }
    return store;
  }

  private static Path pem(Path file, String what, byte[] content) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, base64, what));
  }

  private static SSLContext trusting(Certificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("own", certificate);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
