package dev.riffle.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.event.EventRecord;
import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterCodec;
import dev.riffle.local.FreePort;
import dev.riffle.local.deadletter.Letters;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./riffle dlq} as a user types it, over the embedded broker; topics for each test. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DlqIT {
  private static final int PARTITIONS = 4;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Path folder;
  private Process broker;
  private KafkaProducer<byte[], byte[]> producer;
  private String servers;
  private String events;
  private String dead;

  private record Output(int status, String text, String error) {}

  @BeforeAll
  void startBroker(@TempDir Path temporary) throws Exception {
    folder = temporary;
    int port = FreePort.next();
    servers = "127.0.0.1:" + port;
    Path log = folder.resolve("log");
    broker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.riffle.local.kafka.KafkaBroker",
                "--data=" + folder.resolve("data"),
                "--port=" + port,
                "--controller-port=" + FreePort.next(),
                "--until-stdin-closes")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .failFast(() -> !broker.isAlive())
        .until(() -> Files.readString(log).contains("Kafka is ready"));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "max.request.size", 32 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  void stopBroker() throws InterruptedException {
    producer.close();
    broker.destroyForcibly().waitFor();
  }

  @BeforeEach
  void makeTopics() throws Exception {
    int number = NUMBER.incrementAndGet();
    events = "events-" + number;
    dead = "dead-" + number;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(events, PARTITIONS, (short) 1),
                  new NewTopic(dead, 1, (short) 1)
                      .configs(
                          Map.of("cleanup.policy", "compact", "max.message.bytes", "8388608"))))
          .all()
          .get();
    }
  }

  @Test
  void listsTheNewestOfEachUntilItIsPurged() throws Exception {
    keep(Letters.garbage(Letters.id(0, 1), (byte) 1));
    keep(Letters.unknownVersion(Letters.id(1, 2), Letters.event("Later")));
    keep(Letters.garbage(Letters.id(0, 1), (byte) 1, (byte) 2));
    send(new ProducerRecord<>(dead, Letters.bytes("somebody"), Letters.bytes("else's")));

    assertThat(dlq("list").text())
        .contains("458752-1-0", "458753-2-0", "Later")
        .contains("2 dead letters: 1 unknown-version, 1 not-an-event-record")
        .endsWith("Records of the topic that are no dead letters: 1\n");
    assertThat(dlq("list", "--json", "--reason", "unknown-version").text())
        .contains("458753-2-0")
        .doesNotContain("458752-1-0");
    assertThat(dlq("purge", "458752-1-0", "--yes").text()).isEqualTo("Purged 1 dead letter.\n");
    assertThat(dlq("list").text()).doesNotContain("458752-1-0").contains("1 dead letter:");
    assertThat(dlq("purge", "--all", "--yes").text()).isEqualTo("Purged 1 dead letter.\n");
    assertThat(dlq("list").text()).startsWith("There are no dead letters.\n");
    assertThat(dlq("purge", "--all", "--yes").text()).isEqualTo("There are none to purge.\n");
  }

  @Test
  void showsOneAndWritesItsBytes() throws Exception {
    byte[] value = new byte[5 << 20];
    Arrays.fill(value, (byte) 0x7f);
    keep(Letters.garbage(Letters.id(0, 1), value));
    keep(Letters.refused(Letters.id(1, 2), Letters.event("Bought"), 131));
    Path file = folder.resolve("value.bin");

    assertThat(dlq("show", "458753-2-0").text())
        .contains("refused-by-engine 131", "\"name\" : \"Bought\"");
    assertThat(dlq("show", "458752-1-0", "--raw", file.toString()).text())
        .contains("5,242,880 bytes, no event", "7f 7f 7f");
    assertThat(file).hasBinaryContent(value);
    assertThat(dlq("show", "458752-1-0", "--raw", folder.resolve("no/f").toString()).error())
        .endsWith("no/f cannot be written.\n");
  }

  @Test
  void replaysTheOriginalIntoItsSendersPartition() throws Exception {
    EventRecord event = Letters.event("Again");
    DeadLetter refused = Letters.refused(Letters.id(1, 2), event, 131);
    DeadLetter garbage = Letters.garbage(Letters.id(3, 9), (byte) 1);
    DeadLetter keyless =
        new DeadLetter(
            Letters.id(2, 4),
            garbage.reason(),
            garbage.engineCode(),
            Letters.TIME,
            new byte[0],
            new byte[0],
            new byte[0]);
    keep(refused);
    keep(garbage);
    keep(keyless);
    // where the edge, and so Kafka's own partitioner, puts records with that key
    send(new ProducerRecord<>(events, refused.key(), Letters.bytes("by key")));
    int sendersPartition = read(events).getFirst().partition();

    assertThat(dlq("replay", "458753-2-0", "458754-4-0", "--yes").text())
        .startsWith("Replayed 2 dead letters into topic " + events + ".\n")
        .contains("./riffle dlq purge");

    List<ConsumerRecord<byte[], byte[]>> records = read(events);
    assertThat(records).hasSize(3);
    ConsumerRecord<byte[], byte[]> replayed =
        records.stream().filter(record -> hasLength(record, refused)).findFirst().orElseThrow();
    assertThat(replayed.key()).isEqualTo(refused.key());
    assertThat(replayed.value()).isEqualTo(refused.value());
    assertThat(replayed.partition()).isEqualTo(sendersPartition);
    assertThat(headers(replayed)).isEqualTo(Map.of("v", "1", "replayed", "1"));
    ConsumerRecord<byte[], byte[]> empty =
        records.stream().filter(record -> record.value().length == 0).findFirst().orElseThrow();
    assertThat(empty.key()).isNull();
    assertThat(empty.partition()).isEqualTo(2);
    assertThat(headers(empty)).isEqualTo(Map.of("replayed", "1"));
    assertThat(dlq("list").text()).contains("3 dead letters:");
  }

  @Test
  void replaysAllOfAReasonAndMoreThanOnce() throws Exception {
    for (int offset = 0; offset < 300; offset++) {
      keep(Letters.garbage(Letters.id(0, offset), new byte[10_000]));
    }
    keep(Letters.unknownVersion(Letters.id(1, 2), Letters.event("Later")));

    assertThat(dlq("replay", "--reason", "not-an-event-record", "--yes").text())
        .startsWith("Replayed 300 dead letters");
    assertThat(dlq("replay", "--all", "--yes").text()).startsWith("Replayed 301 dead letters");
    assertThat(dlq("replay", "--reason", "refused-by-engine", "--yes").text())
        .isEqualTo("There are none to replay.\n");

    assertThat(read(events)).hasSize(601);
  }

  @Test
  void asksAndTakesNoAnswerForNo() throws Exception {
    keep(Letters.garbage(Letters.id(0, 1), (byte) 1));

    assertThat(answering("", "replay", "--all").text())
        .isEqualTo("Put 1 dead letter back into " + events + "? [y/N] Nothing was replayed.\n");
    Output no = answering("n\n", "purge", "--all");
    assertThat(no.text())
        .isEqualTo(
            "Remove 1 dead letter for good, the newest of 2026-11-22T07:08:09.123Z? [y/N]"
                + " Nothing was purged.\n");
    assertThat(no.status()).isEqualTo(1);
    assertThat(read(events)).isEmpty();
    assertThat(answering("Y\n", "replay", "--all").text()).contains("Replayed 1 dead letter ");
    assertThat(answering("yes\n", "purge", "--all").text()).endsWith("Purged 1 dead letter.\n");
  }

  @Test
  void saysInOneSentenceWhatIsWrong() throws Exception {
    keep(Letters.garbage(Letters.id(0, 1), (byte) 1));

    wrong(
        1,
        "There is no dead letter 458752-2-0; ./riffle dlq list shows those there are.\n",
        dlq("purge", "458752-1-0", "458752-2-0", "--yes"));
    assertThat(dlq("list").text()).contains("458752-1-0");
    assertThat(run("dlq", "replay", "1").error()).startsWith("1 is no id; ids look like");
    assertThat(run("dlq", "replay").error())
        .startsWith("Name dead letters by ID, or --reason, or --all.");
    assertThat(run("dlq", "purge", "--all", "1-2-3").status()).isEqualTo(2);
    assertThat(run("dlq", "list", "--reason", "tired").error())
        .startsWith(
            "There is no reason tired; the reasons are"
                + " unknown-version, not-an-event-record, refused-by-engine.");
    wrong(
        1,
        "Riffle does not run on "
            + folder.resolve("none")
            + "; start it with ./riffle up, or name a Kafka with --bootstrap-servers.\n",
        run("dlq", "list", "--data", folder.resolve("none").toString()));
  }

  @Test
  void saysThatKafkaIsAwayAndThatATopicIs() throws Exception {
    keep(Letters.garbage(Letters.id(0, 1), (byte) 1));
    dead = "no-such-topic";
    assertThat(dlq("list").text()).isEqualTo("There are no dead letters.\n");
    String nobody = "127.0.0.1:" + FreePort.next();

    wrong(
        1,
        "Kafka at " + nobody + " does not answer; ./riffle status shows more.\n",
        run("dlq", "list", "--bootstrap-servers", nobody));
    wrong(
        1,
        "Kafka at nobody.invalid:1 does not answer; ./riffle status shows more.\n",
        run("dlq", "list", "--bootstrap-servers", "nobody.invalid:1"));
  }

  private static void wrong(int status, String sentence, Output output) {
    assertThat(output.error()).isEqualTo(sentence);
    assertThat(output.text()).isEmpty();
    assertThat(output.status()).isEqualTo(status);
  }

  private Output answering(String answer, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
    try {
      return dlq(arguments);
    } finally {
      System.setIn(before);
    }
  }

  private Output dlq(String... arguments) {
    List<String> all = new ArrayList<>(List.of("dlq"));
    all.addAll(List.of(arguments));
    all.addAll(
        List.of("--bootstrap-servers", servers, "--topic", events, "--dead-letter-topic", dead));
    return run(all.toArray(String[]::new));
  }

  private static Output run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    CommandLine commands =
        Main.commands().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(error, true));
    int status = commands.execute(arguments);
    return new Output(status, out.toString(), error.toString());
  }

  private void keep(DeadLetter letter) throws Exception {
    DeadLetterCodec.Parts parts = DeadLetterCodec.encode(letter);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(dead, parts.key(), parts.value());
    parts.headers().forEach((name, value) -> record.headers().add(name, value));
    send(record);
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    producer.send(record).get();
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(number -> new TopicPartition(topic, number))
            .toList();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end =
          consumer.endOffsets(partitions).values().stream().mapToLong(offset -> offset).sum();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return records.size() == end;
          });
    }
    return records;
  }

  private static boolean hasLength(ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
    return record.value().length == letter.value().length;
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(header ->
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return headers;
  }
}
