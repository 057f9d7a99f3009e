package dev.riffle.local.launch;

import dev.riffle.local.UserCache;
import dev.riffle.local.certificate.ServerCertificate;
import dev.riffle.local.clickhouse.libchdb.LibChdb;
import dev.riffle.local.clickhouse.libchdb.ProvisionException;
import dev.riffle.local.postgres.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The five parts of a local Riffle: three engines, then the two services. This is the one place
 * that knows their commands, memory and settings.
 *
 * @param host address on which the two services listen; the engines listen on loopback only
 * @param certificate with which the ingest service speaks https, if it does
 */
public record RiffleParts(
    Installation installation,
    DataDirectory data,
    Ports ports,
    Secrets secrets,
    String host,
    Optional<ServerCertificate> certificate) {
  public RiffleParts {
    if (ports.ingestTls().isPresent() != certificate.isPresent()) {
      throw new IllegalArgumentException("a port for https needs a certificate, and the reverse");
    }
  }

  /** Names, in the order in which the stages start. */
  public static final List<List<String>> STAGES =
      List.of(List.of("postgres", "kafka", "clickhouse"), List.of("ingest", "query"));

  public static final List<String> NAMES = STAGES.stream().flatMap(List::stream).toList();

  private static final int ENGINES = 1;
  private static final int SERVICES = 2;
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
  private static final String TERM = "TERM";
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PROBE_TIMEOUT)
          .build();

  /**
   * Also brings what is missing the first time: the libraries of the engines into the user's cache,
   * PostgreSQL's cluster into the data directory.
   *
   * @param say takes a line when that takes time
   */
  public List<Part> create(Consumer<String> say)
      throws IOException, InterruptedException, CannotStartException {
    try {
      LibChdb.provision(say);
    } catch (ProvisionException e) {
      throw new CannotStartException(String.valueOf(e.getMessage()));
    }
    PostgresServer postgres =
        PostgresServer.in(
            data.of("postgres"),
            ports.postgres(),
            secrets.postgresPassword(),
            UserCache.directory());
    postgres.createOnce();
    return List.of(postgres(postgres), kafka(), clickhouse(), ingest(postgres), query(postgres));
  }

  private Part postgres(PostgresServer server) {
    return new Part(
        "postgres",
        ENGINES,
        ports.postgres(),
        server.command(),
        Map.of(),
        data.log("postgres"),
        PostgresServer.STOP_SIGNAL,
        server::answers,
        START_TIMEOUT);
  }

  private Part kafka() throws IOException {
    return new Part(
        "kafka",
        ENGINES,
        ports.kafka(),
        new JavaCommand("kafka", "512m", startCache())
            .of(
                installation.engine("dev.riffle.local.kafka.KafkaBroker"),
                "--data=" + data.of("kafka"),
                "--port=" + ports.kafka(),
                "--advertised-port=" + advertisedKafkaPort(),
                "--controller-port=" + ports.kafkaController()),
        Map.of(),
        data.log("kafka"),
        TERM,
        () -> accepts(ports.kafka()),
        START_TIMEOUT);
  }

  /** For a proxy between the broker and its clients. */
  private String advertisedKafkaPort() {
    String named = System.getenv().getOrDefault("RIFFLE_KAFKA_ADVERTISED_PORT", "");
    return named.isBlank() ? Integer.toString(ports.kafka()) : named.strip();
  }

  private Part clickhouse() throws IOException {
    return new Part(
        "clickhouse",
        ENGINES,
        ports.clickhouse(),
        new JavaCommand("clickhouse", "256m", startCache())
            .of(
                installation.engine("dev.riffle.local.clickhouse.ClickHouseServer"),
                "--port=" + ports.clickhouse(),
                "--data=" + data.of("clickhouse")),
        Map.of(
            "RIFFLE_CACHE",
            UserCache.directory().toString(),
            "RIFFLE_CLICKHOUSE_DISK_RESERVE",
            System.getenv().getOrDefault("RIFFLE_CLICKHOUSE_DISK_RESERVE", "512m"),
            "RIFFLE_CLICKHOUSE_WRITER_PASSWORD",
            secrets.writerPassword(),
            "RIFFLE_CLICKHOUSE_READER_PASSWORD",
            secrets.readerPassword()),
        data.log("clickhouse"),
        TERM,
        answersOk("http://127.0.0.1:" + ports.clickhouse() + "/ping"),
        START_TIMEOUT);
  }

  private Part ingest(PostgresServer postgres) {
    Map<String, String> environment = new HashMap<>(tls());
    environment.putAll(ingestEnvironment(postgres));
    return new Part(
        "ingest",
        SERVICES,
        ports.ingest(),
        new JavaCommand("ingest", "512m", startCache()).of(installation.service("ingest-service")),
        environment,
        data.log("ingest"),
        TERM,
        answersOk("http://" + reachable() + ":" + ports.ingest() + "/q/health/ready"),
        START_TIMEOUT);
  }

  private Map<String, String> ingestEnvironment(PostgresServer postgres) {
    return Map.ofEntries(
        Map.entry("QUARKUS_HTTP_HOST", host),
        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(ports.ingest())),
        Map.entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl()),
        Map.entry("QUARKUS_DATASOURCE_USERNAME", PostgresServer.USER),
        Map.entry("QUARKUS_DATASOURCE_PASSWORD", secrets.postgresPassword()),
        Map.entry("RIFFLE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka()),
        Map.entry("RIFFLE_CLICKHOUSE_URL", "http://127.0.0.1:" + ports.clickhouse()),
        Map.entry("RIFFLE_CLICKHOUSE_USER", "writer"),
        Map.entry("RIFFLE_CLICKHOUSE_PASSWORD", secrets.writerPassword()),
        Map.entry("RIFFLE_LOAD_RETRY_DIRECTORY", data.of("retries").toString()));
  }

  private Map<String, String> tls() {
    return certificate
        .map(files ->
            Map.of(
                "QUARKUS_HTTP_SSL_PORT",
                Integer.toString(ports.ingestTls().orElseThrow()),
                "QUARKUS_TLS_KEY_STORE_PEM_SERVICE_CERT",
                files.certificate().toString(),
                "QUARKUS_TLS_KEY_STORE_PEM_SERVICE_KEY",
                files.key().toString()))
        .orElse(Map.of());
  }

  private Part query(PostgresServer postgres) {
    return new Part(
        "query",
        SERVICES,
        ports.query(),
        new JavaCommand("query", "384m", startCache()).of(installation.service("query-service")),
        Map.ofEntries(
            Map.entry("QUARKUS_HTTP_HOST", host),
            Map.entry("QUARKUS_HTTP_PORT", Integer.toString(ports.query())),
            Map.entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl()),
            Map.entry("QUARKUS_DATASOURCE_USERNAME", PostgresServer.USER),
            Map.entry("QUARKUS_DATASOURCE_PASSWORD", secrets.postgresPassword()),
            Map.entry("RIFFLE_CLICKHOUSE_URL", "http://127.0.0.1:" + ports.clickhouse()),
            Map.entry("RIFFLE_CLICKHOUSE_USER", "reader"),
            Map.entry("RIFFLE_CLICKHOUSE_PASSWORD", secrets.readerPassword()),
            Map.entry("RIFFLE_PAGE_INGEST_URL", "http://" + reachable() + ":" + ports.ingest()),
            Map.entry("RIFFLE_BOOTSTRAP_PROJECT_NAME", "demo"),
            Map.entry("RIFFLE_BOOTSTRAP_WRITE_KEY", secrets.writeKey().text()),
            Map.entry("RIFFLE_BOOTSTRAP_READ_KEY", secrets.readKey().text()),
            Map.entry("RIFFLE_BOOTSTRAP_ADMIN_KEY", secrets.adminKey().text())),
        data.log("query"),
        TERM,
        answersOk("http://" + reachable() + ":" + ports.query() + "/q/health/ready"),
        START_TIMEOUT);
  }

  /** Where this machine reaches the services. */
  public String reachable() {
    return host.equals("0.0.0.0") ? "127.0.0.1" : host;
  }

  private StartCache startCache() {
    return new StartCache(UserCache.directory().resolve("start"), installation.home());
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          (int) PROBE_TIMEOUT.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static BooleanSupplier answersOk(String url) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PROBE_TIMEOUT).build();
    return () -> {
      try {
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    };
  }
}
