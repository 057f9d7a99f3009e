package dev.riffle.testing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testcontainers.clickhouse.ClickHouseContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * ClickHouse for the time of a test: an empty database and two users. Blocks while it starts (1 to
 * 3 s; the first time on a machine it fetches 178 MB).
 */
public final class ClickHouseEngine implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ClickHouseEngine.class.getName());
  private static final DockerImageName IMAGE =
      DockerImageName.parse("clickhouse/clickhouse-server:26.7");
  private static final String DATABASE = "riffle";
  private static final int PASSWORD_BYTES = 16;
  private static final Pattern READY =
      Pattern.compile("clickhouse ready on (127\\.0\\.0\\.1:[0-9]+)");

  /** A user of the engine. */
  public record Credentials(String user, String password) {
    static Credentials random(String user) {
      byte[] bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      return new Credentials(user, HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
      return "Credentials[user=" + user + "]";
    }
  }

  private final String url;
  private final Credentials writer;
  private final Credentials reader;
  private final AutoCloseable engine;

  private ClickHouseEngine(
      String url, Credentials writer, Credentials reader, AutoCloseable engine) {
    this.url = url;
    this.writer = writer;
    this.reader = reader;
    this.engine = engine;
  }

  public static ClickHouseEngine start() {
    Credentials writer = Credentials.random("writer");
    Credentials reader = Credentials.random("reader");
    return DockerEngine.answers() ? inContainer(writer, reader) : embedded(writer, reader);
  }

  /** http://host:port, of ClickHouse's HTTP interface. */
  public String url() {
    return url;
  }

  /** Exists and is empty. */
  public String database() {
    return DATABASE;
  }

  /** May do everything in the database. */
  public Credentials writer() {
    return writer;
  }

  /** May ask only, within limits of time, memory and rows. */
  public Credentials reader() {
    return reader;
  }

  @Override
  public void close() throws Exception {
    engine.close();
  }

  private static ClickHouseEngine embedded(Credentials writer, Credentials reader) {
    Path directory = EmbeddedProcess.newDirectory("clickhouse");
    List<String> server =
        EmbeddedProcess.javaCommand(
            "dev.riffle.local.clickhouse.ClickHouseServer",
            "--data=" + directory.resolve("data"),
            "--port=0",
            "--pool=4",
            "--memory=2g",
            "--until-stdin-closes");
    // the server takes passwords from its environment only
    List<String> command =
        Stream.concat(
                Stream.of(
                    "env",
                    "RIFFLE_CLICKHOUSE_WRITER_PASSWORD=" + writer.password(),
                    "RIFFLE_CLICKHOUSE_READER_PASSWORD=" + reader.password()),
                server.stream())
            .toList();
    EmbeddedProcess process = EmbeddedProcess.start("clickhouse", command, directory, "TERM");
    process.awaitReady(() -> READY.matcher(process.output()).find());
    Matcher ready = READY.matcher(process.output());
    if (!ready.find()) {
      throw new IllegalStateException("the engine's log lost a line");
    }
    LOG.log(Level.INFO, "ClickHouse for tests: embedded, {0}", ready.group(1));
    return new ClickHouseEngine("http://" + ready.group(1), writer, reader, process);
  }

  private static ClickHouseEngine inContainer(Credentials writer, Credentials reader) {
    ClickHouseContainer container =
        new ClickHouseContainer(IMAGE)
            .withDatabaseName(DATABASE)
            .withUsername(writer.user())
            .withPassword(writer.password())
            .withCopyToContainer(
                Transferable.of(readerXml(reader)), "/etc/clickhouse-server/users.d/reader.xml");
    container.start();
    LOG.log(Level.INFO, "ClickHouse for tests: container {0}", IMAGE);
    return new ClickHouseEngine(container.getHttpUrl(), writer, reader, container);
  }

  /** The same limits as the embedded engine gives its reader. */
  private static String readerXml(Credentials reader) {
    return """
    <clickhouse>
      <profiles>
        <reader>
          <readonly>2</readonly>
          <max_execution_time>60</max_execution_time>
          <max_result_rows>10000000</max_result_rows>
          <constraints>
            <max_execution_time><min>1</min><max>60</max></max_execution_time>
            <max_result_rows><min>1</min><max>10000000</max></max_result_rows>
          </constraints>
        </reader>
      </profiles>
      <users>
        <reader>
          <password>%s</password>
          <networks><ip>::/0</ip></networks>
          <profile>reader</profile>
          <quota>default</quota>
          <grants><query>GRANT SELECT, SHOW ON *.*</query></grants>
        </reader>
      </users>
    </clickhouse>
    """
        .formatted(reader.password());
  }
}
