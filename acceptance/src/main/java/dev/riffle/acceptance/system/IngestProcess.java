package dev.riffle.acceptance.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A second ingest service beside the running one, with other roles: same program, memory, engines
 * and keys.
 */
public final class IngestProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Process process;
  private final URI url;

  private IngestProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts it, and returns when it is ready.
   *
   * @param roles as {@code riffle.roles} has them
   * @param topic of the events; one that nobody loads keeps a collector apart
   * @param log where its output is appended
   */
  public static IngestProcess start(RunningRiffle riffle, String roles, String topic, Path log)
      throws IOException, InterruptedException {
    // one key sends everything here: what is tried is the service, not its limit for one key
    return start(riffle, roles, topic, log, Map.of("RIFFLE_COLLECT_RATE_EVENTS_PER_SECOND", "0"));
  }

  /**
   * The same with settings.
   *
   * @param settings more of its environment
   */
  public static IngestProcess start(
      RunningRiffle riffle, String roles, String topic, Path log, Map<String, String> settings)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path program = riffle.repository().resolve("ingest-service/target/quarkus-app/quarkus-run.jar");
    // what it writes beside itself must not be what the running one writes
    Path home = Files.createDirectories(riffle.data().resolve(log.getFileName() + ".home"));
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // as ./riffle up starts it
                "-XX:+UseCompactObjectHeaders",
                "-jar",
                program.toString())
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment(riffle, port));
    builder.environment().putAll(Map.of("RIFFLE_ROLES", roles, "RIFFLE_KAFKA_TOPIC", topic));
    builder.environment().putAll(settings);
    URI url = URI.create("http://127.0.0.1:" + port);
    IngestProcess ingest = new IngestProcess(builder.start(), url);
    ingest.awaitReady(log);
    return ingest;
  }

  private static Map<String, String> environment(RunningRiffle riffle, int port)
      throws IOException {
    return Map.of(
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
        "RIFFLE_CLICKHOUSE_URL",
        "http://127.0.0.1:" + riffle.port(RunningRiffle.PartName.CLICKHOUSE),
        "RIFFLE_CLICKHOUSE_USER",
        "writer",
        "RIFFLE_CLICKHOUSE_PASSWORD",
        riffle.secret("clickhouse.writer.password"));
  }

  public URI url() {
    return url;
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  private void awaitReady(Path log) throws InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException("the second ingest service did not start, see " + log);
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
