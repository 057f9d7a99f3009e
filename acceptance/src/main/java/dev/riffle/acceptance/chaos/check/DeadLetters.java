package dev.riffle.acceptance.chaos.check;

import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Holds the dead letters against the poison that was written: the same values, each once. */
public final class DeadLetters {
  private static final String TOPIC = "events-dead-letter";
  private static final String BOOTSTRAP = "bootstrap.servers";
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int SHOWN_CHARACTERS = 40;
  private static final HexFormat HEX = HexFormat.of();

  private DeadLetters() {}

  /** Values in hex, with the number of their letters. */
  public static Map<String, Integer> read(String bootstrapServers, StoredEvents stored)
      throws IOException, InterruptedException {
    List<String> values = new ArrayList<>();
    if (!stored.query("EXISTS TABLE unreadable").strip().equals("0")) {
      stored
          .query("SELECT lower(hex(value)) || '.' FROM unreadable FINAL")
          .lines()
          .map(line -> line.substring(0, line.length() - 1))
          .forEach(values::add);
    }
    values.addAll(ofTopic(bootstrapServers));
    return counted(values);
  }

  /** What is in one and not in the other. */
  public static Verdict compare(List<byte[]> written, Map<String, Integer> letters) {
    Map<String, Integer> expected = counted(written.stream().map(HEX::formatHex).toList());
    Examples wrong = new Examples();
    expected.forEach((value, times) -> {
      if (!Objects.equals(letters.get(value), times)) {
        wrong.add(shown(value) + ": written " + times + " times, letters " + letters.get(value));
      }
    });
    letters.forEach((value, times) -> {
      if (!expected.containsKey(value)) {
        wrong.add(shown(value) + ": " + times + " letters, and it is no poison");
      }
    });
    return wrong.verdict(Invariant.DEAD_LETTERS_EXACT, written.size() + " poisonous records");
  }

  private static List<String> ofTopic(String bootstrapServers) throws InterruptedException {
    Map<String, String> newest = new HashMap<>();
    try (Admin admin = Admin.create(Map.of(BOOTSTRAP, bootstrapServers))) {
      if (!admin.listTopics().names().get().contains(TOPIC)) {
        return List.of();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not tell its topics", e);
    }
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(BOOTSTRAP, bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      long end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
          String key = new String(letter.key(), StandardCharsets.UTF_8);
          if (letter.value() == null) {
            newest.remove(key);
          } else {
            newest.put(key, HEX.formatHex(letter.value()));
          }
        }
      }
    }
    return List.copyOf(newest.values());
  }

  private static Map<String, Integer> counted(List<String> values) {
    Map<String, Integer> counts = new HashMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts;
  }

  private static String shown(String value) {
    return value.length() <= SHOWN_CHARACTERS
        ? "'" + value + "'"
        : value.substring(0, SHOWN_CHARACTERS) + "... (" + value.length() / 2 + " bytes)";
  }
}
