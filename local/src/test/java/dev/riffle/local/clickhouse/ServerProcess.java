package dev.riffle.local.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The server in a process of its own, as users run it. */
final class ServerProcess implements AutoCloseable {
  static final String WRITER_PASSWORD = "writer's secret";
  static final String READER_PASSWORD = "reader-secret";
  static final int POOL = 3;

  private static final Pattern READY = Pattern.compile("clickhouse ready on 127.0.0.1:([0-9]+)");

  private final Process process;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ServerProcess start(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path log = directory.resolve("server.log");
    Files.deleteIfExists(log);
    Process process =
        launch(
            directory,
            log,
            Map.of(
                "RIFFLE_CLICKHOUSE_WRITER_PASSWORD", WRITER_PASSWORD,
                "RIFFLE_CLICKHOUSE_READER_PASSWORD", READER_PASSWORD));
    int[] port = new int[1];
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          String output = Files.readString(log);
          if (!process.isAlive()) {
            throw new IllegalStateException("server ended: " + output);
          }
          Matcher ready = READY.matcher(output);
          boolean found = ready.find();
          port[0] = found ? Integer.parseInt(ready.group(1)) : 0;
          return found;
        });
    return new ServerProcess(process, port[0]);
  }

  static Process launch(Path directory, Path log, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.riffle.local.clickhouse.ClickHouseServer",
            "--port=0",
            "--data=" + directory.resolve("data"),
            "--memory=2g",
            "--pool=" + POOL,
            "--until-stdin-closes");
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Posts a body with URL parameters, which are percent-encoded. */
  HttpResponse<String> post(String user, String parameters, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/?" + parameters))
            .header("X-ClickHouse-User", user)
            .header("X-ClickHouse-Key", password(user))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  static String password(String user) {
    return user.equals("writer") ? WRITER_PASSWORD : READER_PASSWORD;
  }

  /** As kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException("the server did not stop on SIGTERM");
    }
  }
}
