package dev.riffle.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.local.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KafkaBrokerIT {
  private static final Duration START = Duration.ofSeconds(60);
  private static final TopicPartition PARTITION = new TopicPartition("events", 0);

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();
  private int port;
  private int controllerPort;

  @BeforeEach
  void choosePorts() throws IOException {
    port = FreePort.next();
    controllerPort = FreePort.next();
  }

  @AfterEach
  void killAll() throws InterruptedException {
    for (Process broker : started) {
      broker.destroyForcibly().waitFor();
    }
  }

  @Test
  void keepsAcknowledgedRecordsAcrossKill() throws Exception {
    Process first = startBroker();
    createTopic();
    send(1000);

    first.destroyForcibly().waitFor();
    startBroker();
    send(1);

    assertThat(endOffset()).isEqualTo(1001);
  }

  @Test
  void stopsCleanlyAndIsFormattedOnlyOnce() throws Exception {
    Process first = startBroker();
    createTopic();
    send(10);
    String formatted = Files.readString(folder.resolve("data/meta.properties"));

    first.destroy();
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    startBroker();

    assertThat(folder.resolve("data/meta.properties")).hasContent(formatted);
    assertThat(endOffset()).isEqualTo(10);
  }

  @Test
  void saysOneLineWhenItIsReadyAndKeepsKafkasOwnLinesToProblems() throws Exception {
    startBroker();

    assertThat(Files.readAllLines(folder.resolve("log")))
        .containsOnlyOnce("Kafka is ready on 127.0.0.1:" + port)
        .noneMatch(line -> line.contains(" INFO "));
  }

  @Test
  void endsWithTheProcessThatStartedItWhenAskedTo() throws Exception {
    Process broker = startBroker("--until-stdin-closes");

    broker.getOutputStream().close();

    assertThat(broker.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void leavesItsDataAloneOnAFullDiskAndHasThemAgainWhenThereIsRoom() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("data"));
    long size = KafkaBroker.ROOM_TO_START_BYTES + (16 << 20);
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString()))
        .as("needs the right to mount a small tmpfs")
        .isTrue();
    try {
      Process first = startBroker();
      createTopic();
      send(1000);
      first.destroyForcibly().waitFor();
      long metadata = Files.size(metadataLog(disk));
      Path filler = Files.write(disk.resolve("filler"), new byte[16 << 20]);

      Process refused = launch();

      assertThat(refused.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(refused.exitValue()).isNotZero();
      assertThat(Files.readString(folder.resolve("log")))
          .contains("does not start without room", "needs 32 MB");
      assertThat(Files.size(metadataLog(disk))).isEqualTo(metadata);
      Files.delete(filler);
      Process again = startBroker();
      assertThat(endOffset()).isEqualTo(1000);
      again.destroyForcibly().waitFor();
    } finally {
      killAll();
      run("umount", disk.toString());
    }
  }

  private static Path metadataLog(Path data) {
    return data.resolve("__cluster_metadata-0/00000000000000000000.log");
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }

  private Process startBroker(String... more) throws IOException {
    Process broker = launch(more);
    await()
        .atMost(START)
        .failFast(() -> !broker.isAlive())
        .until(() -> Files.readString(folder.resolve("log")).contains("Kafka is ready"));
    return broker;
  }

  private Process launch(String... more) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaBroker.class.getName(),
                "--data=" + folder.resolve("data"),
                "--port=" + port,
                "--controller-port=" + controllerPort)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.command().addAll(List.of(more));
    Process broker = builder.start();
    started.add(broker);
    return broker;
  }

  private void createTopic() throws Exception {
    try (Admin admin = Admin.create(client())) {
      admin.createTopics(List.of(new NewTopic("events", 1, (short) 1))).all().get();
    }
  }

  private void send(int records) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
      List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
      for (int sent = 0; sent < records; sent++) {
        acknowledged.add(producer.send(new ProducerRecord<>("events", "key", "value")));
      }
      for (Future<RecordMetadata> acknowledgement : acknowledged) {
        acknowledgement.get(60, TimeUnit.SECONDS);
      }
    }
  }

  private long endOffset() throws Exception {
    try (Admin admin = Admin.create(client())) {
      return admin
          .listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
          .partitionResult(PARTITION)
          .get()
          .offset();
    }
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", "127.0.0.1:" + port);
  }
}
