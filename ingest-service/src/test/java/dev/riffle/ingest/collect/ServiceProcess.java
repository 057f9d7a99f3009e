package dev.riffle.ingest.collect;

import static org.awaitility.Awaitility.await;

import dev.riffle.testing.KafkaEngine;
import dev.riffle.testing.PostgresEngine;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service, collecting, in a process of its own. */
final class ServiceProcess implements AutoCloseable {
  private static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  private final Process process;
  private final int port;

  private ServiceProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ServiceProcess start(KafkaEngine kafka, PostgresEngine postgres, Path log)
      throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                PROGRAM.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", postgres.user(),
                "QUARKUS_DATASOURCE_PASSWORD", postgres.password(),
                "RIFFLE_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "QUARKUS_SHUTDOWN_DELAY", "3S",
                "RIFFLE_ROLES", "collect"));
    ServiceProcess service = new ServiceProcess(builder.start(), port);
    await()
        .atMost(START_TIMEOUT)
        .failFast("see " + log, () -> !service.process.isAlive())
        .until(() -> service.readiness() == 200);
    return service;
  }

  int port() {
    return port;
  }

  /** The status of the readiness check; 0 when nobody answers. */
  int readiness() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + "/q/health/ready").toURL().openConnection();
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** False when it still runs after that time. */
  boolean ends(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
