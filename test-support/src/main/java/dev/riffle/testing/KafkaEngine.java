package dev.riffle.testing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A Kafka broker for the time of a test: empty, single node, no topics. Blocks while it starts (2
 * to 6 s). Topics are not created automatically.
 */
public final class KafkaEngine implements AutoCloseable {
  private static final Logger LOG = System.getLogger(KafkaEngine.class.getName());
  private static final String IMAGE = "apache/kafka:4.3.1";

  private final String bootstrapServers;
  private final AutoCloseable engine;

  private KafkaEngine(String bootstrapServers, AutoCloseable engine) {
    this.bootstrapServers = bootstrapServers;
    this.engine = engine;
  }

  public static KafkaEngine start() {
    return DockerEngine.answers() ? inContainer() : embedded();
  }

  /** host:port */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() throws Exception {
    engine.close();
  }

  private static KafkaEngine inContainer() {
    KafkaContainer container =
        new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    container.start();
    LOG.log(Level.INFO, "Kafka for tests: container {0}", IMAGE);
    return new KafkaEngine(container.getBootstrapServers(), container);
  }

  private static KafkaEngine embedded() {
    Path directory = EmbeddedProcess.newDirectory("kafka");
    int port = FreePort.next();
    EmbeddedProcess process =
        EmbeddedProcess.start(
            "kafka",
            EmbeddedProcess.javaCommand(
                "dev.riffle.local.kafka.KafkaBroker",
                "--data=" + directory.resolve("data"),
                "--port=" + port,
                "--controller-port=" + FreePort.next(),
                "--until-stdin-closes"),
            directory,
            "TERM");
    process.awaitReady(() -> process.output().contains("Kafka is ready"));
    LOG.log(Level.INFO, "Kafka for tests: embedded, port {0}", Integer.toString(port));
    return new KafkaEngine("127.0.0.1:" + port, process);
  }
}
