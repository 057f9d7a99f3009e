package dev.riffle.acceptance.bench;

import dev.riffle.acceptance.system.HttpDoor;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An ingest service that only collects, into a topic that nobody loads: so the loader does not take
 * the processor from what is measured. Same program, memory, broker and keys as the running one.
 */
final class CollectorProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Process process;
  private final URI url;

  private CollectorProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  static CollectorProcess start(RunningRiffle riffle, String topic, Path log)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path program = riffle.repository().resolve("ingest-service/target/quarkus-app/quarkus-run.jar");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                program.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_DATASOURCE_JDBC_URL",
                riffle.postgresUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                "riffle",
                "QUARKUS_DATASOURCE_PASSWORD",
                riffle.secret("postgres.password"),
                "RIFFLE_KAFKA_BOOTSTRAP_SERVERS",
                riffle.bootstrapServers(),
                "RIFFLE_KAFKA_TOPIC",
                topic,
                "RIFFLE_ROLES",
                "collect",
                // what is measured is the service, not its limit for one key
                "RIFFLE_COLLECT_RATE_EVENTS_PER_SECOND",
                "0"));
    URI url = URI.create("http://127.0.0.1:" + port);
    CollectorProcess collector = new CollectorProcess(builder.start(), url);
    collector.awaitReady(log);
    return collector;
  }

  URI url() {
    return url;
  }

  Duration cpu() {
    return Machine.cpu(process.toHandle());
  }

  private void awaitReady(Path log) throws InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException("the collecting service did not start, see " + log);
      }
      Thread.sleep(POLL);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return new HttpDoor(url, "").get("/q/health/ready").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
  }
}
