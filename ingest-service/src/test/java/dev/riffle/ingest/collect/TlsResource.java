package dev.riffle.ingest.collect;

import dev.riffle.local.certificate.SelfSignedCertificate;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A certificate of the launcher's making, with which the service speaks https. */
public final class TlsResource implements QuarkusTestResourceLifecycleManager {
  static final String PORT = "quarkus.http.test-ssl-port";
  static final String TRUST_STORE = "test.tls.trust-store";

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/tls")), "it");
      SelfSignedCertificate certificate = new SelfSignedCertificate(folder);
      certificate.make(Set.of("localhost", "127.0.0.1"));
      return Map.of(
          PORT,
          Integer.toString(freePort()),
          "quarkus.tls.key-store.pem.service.cert",
          certificate.files().certificate().toString(),
          "quarkus.tls.key-store.pem.service.key",
          certificate.files().key().toString(),
          TRUST_STORE,
          certificate.trustStore().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    // the files stay under target, to look into
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
