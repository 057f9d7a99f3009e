package dev.riffle.local.kafka;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One Kafka node, broker and controller, in this process. Prints one line when clients may connect
 * and stops cleanly on SIGTERM. The same directory may be started again, also after kill -9.
 */
@Command(name = "kafka", description = "Runs a single Kafka node on the loopback address.")
public final class KafkaBroker implements Callable<Integer> {
  /**
   * Free bytes of its volume without which it does not start. Kafka writes indexes anew while it
   * recovers; on a full disk it may take its metadata for corrupt and cut it to nothing, and then
   * every topic's log is nobody's: seen with Kafka 4.3.1, which says "Found invalid offset during
   * recovery".
   */
  static final long ROOM_TO_START_BYTES = 32L << 20;

  @Option(names = "--data", required = true, description = "Directory of the log segments.")
  @SuppressWarnings("NullAway.Init") // picocli sets required options before call()
  private Path data;

  @Option(names = "--port", required = true, description = "Port for clients.")
  private int port;

  @Option(
      names = "--advertised-port",
      defaultValue = "0",
      description = "Port that clients are told, for a proxy before the broker (default: --port).")
  private int advertisedPort;

  @Option(names = "--controller-port", required = true, description = "Port of the controller.")
  private int controllerPort;

  @Option(
      names = "--retention-hours",
      defaultValue = "168",
      description = "Hours that a record is kept (default: ${DEFAULT-VALUE}).")
  private long retentionHours;

  @Option(
      names = "--retention-bytes",
      defaultValue = "4294967296",
      description = "Bytes that one partition may hold (default: ${DEFAULT-VALUE}).")
  private long retentionBytes;

  @Option(
      names = "--until-stdin-closes",
      description = "Stop when standard input ends, that is when the starting process is gone.")
  private boolean untilStdinCloses;

  private KafkaBroker() {}

  public static void main(String[] arguments) {
    logWarningsOnly();
    int exitCode = new CommandLine(new KafkaBroker()).execute(arguments);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  @Override
  public Integer call() throws Exception {
    BrokerSettings settings =
        new BrokerSettings(
            data.toAbsolutePath(),
            port,
            advertisedPort == 0 ? port : advertisedPort,
            controllerPort,
            Duration.ofHours(retentionHours),
            retentionBytes);
    Files.createDirectories(settings.directory());
    long free = Files.getFileStore(settings.directory()).getUsableSpace();
    if (free < ROOM_TO_START_BYTES) {
      System.err.printf(
          Locale.ROOT,
          "Kafka does not start without room: the disk of %s has %d MB left and it needs %d MB.%n",
          settings.directory(),
          free >> 20,
          ROOM_TO_START_BYTES >> 20);
      return CommandLine.ExitCode.SOFTWARE;
    }
    formatOnce(settings);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings.toProperties(), false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
    server.startup();
    System.out.println("Kafka is ready on " + settings.bootstrapServers());
    if (untilStdinCloses) {
      Thread.ofPlatform().daemon().name("stdin").start(KafkaBroker::exitWhenStdinCloses);
    }
    server.awaitShutdown();
    return CommandLine.ExitCode.OK;
  }

  /** Formatting costs a second, and a second format would be refused: the file says it is done. */
  private static void formatOnce(BrokerSettings settings) throws Exception {
    Path directory = settings.directory();
    if (Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    new Formatter()
        .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
        .setNodeId(BrokerSettings.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setMetadataLogDirectory(directory.toString())
        .addDirectory(directory.toString())
        // a format that was killed half-way is done again
        .setIgnoreFormatted(true)
        .run();
  }

  /** Kafka tells hundreds of lines at every start; its problems are what anybody looks for. */
  private static void logWarningsOnly() {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
    Logger.getLogger("").setLevel(Level.WARNING);
  }

  private static void exitWhenStdinCloses() {
    try {
      System.in.transferTo(PrintStream.nullOutputStream());
    } catch (IOException e) {
      // an unreadable input is a closed one
    }
    System.exit(CommandLine.ExitCode.OK);
  }
}
