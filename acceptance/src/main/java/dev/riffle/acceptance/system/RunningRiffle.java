package dev.riffle.acceptance.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * A whole Riffle, started by {@code ./riffle up --detach} with ports and a data directory of its
 * own. Stopped by {@link #close}, which leaves the data directory. Not thread-safe, but for what it
 * hands out.
 */
public final class RunningRiffle implements AutoCloseable {
  private static final Duration UP_TIMEOUT = Duration.ofMinutes(8);
  private static final Duration DOWN_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration DLQ_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration STATUS_TIMEOUT = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path data;
  private final Ports ports;
  private final RiffleScript script;
  private String printed = "";

  /** The parts as {@code ./riffle status} names them. */
  public enum PartName {
    POSTGRES,
    KAFKA,
    CLICKHOUSE,
    INGEST,
    QUERY;

    /** The name as it is typed. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One process. */
  public record Part(String name, String state, long pid) {}

  private RunningRiffle(Path data, Ports ports, Map<String, String> environment) {
    this.data = data.toAbsolutePath();
    this.ports = ports;
    Map<String, String> all = new HashMap<>(ports.environment());
    all.put("RIFFLE_DATA", this.data.toString());
    all.putAll(environment);
    this.script = new RiffleScript(RiffleScript.findRepository(), all);
  }

  /** Chooses its ports, and starts nothing yet. */
  public static RunningRiffle prepare(Path data) {
    return new RunningRiffle(data, Ports.free(), Map.of());
  }

  /** The same with more in the environment of {@code ./riffle}. */
  public RunningRiffle with(Map<String, String> environment) {
    return new RunningRiffle(data, ports, environment);
  }

  /** Starts it, and returns when it is ready. */
  public static RunningRiffle start(Path data) throws IOException, InterruptedException {
    return started(prepare(data));
  }

  /** One that computes every question anew, also when it is asked again, to be measured. */
  public static RunningRiffle startForgetful(Path data) throws IOException, InterruptedException {
    return started(prepare(data).with(Map.of("RIFFLE_QUERY_MAX_KEPT_RESULTS", "0")));
  }

  private static RunningRiffle started(RunningRiffle riffle)
      throws IOException, InterruptedException {
    riffle.up();
    return riffle;
  }

  /** {@code ./riffle up} on the same data; does nothing harmful to a running one. */
  public void up() throws IOException, InterruptedException {
    RiffleScript.Output output = script.run(UP_TIMEOUT, "up", "--detach");
    if (output.status() != 0) {
      throw new IllegalStateException("./riffle up failed:\n" + output.text());
    }
    printed = output.text();
  }

  /** What {@code up} printed, keys and curls included. */
  public String printed() {
    return printed;
  }

  /** {@code ./riffle down}. */
  public void down() throws IOException, InterruptedException {
    RiffleScript.Output output = script.run(DOWN_TIMEOUT, "down");
    if (output.status() != 0) {
      throw new IllegalStateException("./riffle down failed:\n" + output.text());
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    down();
  }

  /** The processes as {@code ./riffle status --json} shows them. */
  public List<Part> parts() throws IOException, InterruptedException {
    RiffleScript.Output output = script.run(STATUS_TIMEOUT, "status", "--json");
    JsonNode parts = JSON.readTree(output.text()).path("parts");
    List<Part> found = new ArrayList<>();
    for (JsonNode part : parts) {
      found.add(
          new Part(
              part.path("name").asText(), part.path("state").asText(), part.path("pid").asLong()));
    }
    return found;
  }

  public Part part(PartName name) throws IOException, InterruptedException {
    return parts().stream()
        .filter(part -> part.name().equals(name.text()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no part " + name.text()));
  }

  /** {@code kill -9}: the process has no chance to tidy up. Returns when it is gone. */
  public void kill(PartName name) throws IOException, InterruptedException {
    ProcessHandle process =
        ProcessHandle.of(part(name).pid())
            .orElseThrow(() -> new IllegalStateException(name.text() + " does not run"));
    process.destroyForcibly();
    process.onExit().join();
  }

  /** {@code ./riffle demo}, posting to this one in the background. */
  public Process demo(Path outputFile, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("demo"));
    all.addAll(List.of("--url", ingestUrl().toString(), "--key", writeKey()));
    all.addAll(List.of(arguments));
    return script.start(outputFile, all.toArray(String[]::new));
  }

  /** {@code ./riffle tail} of this one, in the background until it is destroyed. */
  public Process tail(Path outputFile, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("tail"));
    all.addAll(List.of(arguments));
    return script.start(outputFile, all.toArray(String[]::new));
  }

  /** What {@code ./riffle dlq} prints; fails when the command does. */
  public String deadLetters(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("dlq"));
    all.addAll(List.of(arguments));
    RiffleScript.Output output = script.run(DLQ_TIMEOUT, all.toArray(String[]::new));
    if (output.status() != 0) {
      throw new IllegalStateException("./riffle " + all + " failed:\n" + output.text());
    }
    return output.text();
  }

  public Path repository() {
    return script.repository();
  }

  /** The ingest service with the demo project's write key. */
  public HttpDoor ingest() throws IOException {
    return new HttpDoor(ingestUrl(), writeKey());
  }

  /** The query service with the demo project's read key. */
  public HttpDoor query() throws IOException {
    return new HttpDoor(local(ports.query()), secret("demo.read-key"));
  }

  public String writeKey() throws IOException {
    return secret("demo.write-key");
  }

  public URI ingestUrl() {
    return local(ports.ingest());
  }

  /** Where the ingest service speaks https, when it was started with {@code RIFFLE_TLS=true}. */
  public URI ingestTlsUrl() {
    return URI.create("https://127.0.0.1:" + ports.ingestTls());
  }

  /** What trusts the certificate there: PKCS #12, opened by "changeit". */
  public Path trustStore() {
    return data.resolve("tls").resolve("trust.p12");
  }

  /** The engine as its writing user. */
  public StoredEvents stored() throws IOException {
    return engineAs("writer");
  }

  /** The engine as the user that the query service is. */
  public StoredEvents storedForReading() throws IOException {
    return engineAs("reader");
  }

  /** The processes as the supervisor wrote them down. */
  public PartProcesses processes() {
    return new PartProcesses(data.resolve("run"));
  }

  public Path data() {
    return data;
  }

  public int port(PartName part) {
    return switch (part) {
      case POSTGRES -> ports.postgres();
      case KAFKA -> ports.kafka();
      case CLICKHOUSE -> ports.clickHouse();
      case INGEST -> ports.ingest();
      case QUERY -> ports.query();
    };
  }

  public String postgresUrl() {
    return "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/riffle";
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + ports.kafka();
  }

  /** A secret that {@code up} has made. */
  public String secret(String name) throws IOException {
    Properties secrets = new Properties();
    try (Reader reader = Files.newBufferedReader(data.resolve("secrets.properties"))) {
      secrets.load(reader);
    }
    String secret = secrets.getProperty(name);
    if (secret == null) {
      throw new IllegalStateException("no secret " + name);
    }
    return secret;
  }

  private StoredEvents engineAs(String user) throws IOException {
    String password = secret("clickhouse." + user + ".password");
    return new StoredEvents(local(ports.clickHouse()), "riffle", user, password);
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
