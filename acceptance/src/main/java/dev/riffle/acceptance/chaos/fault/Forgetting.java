package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.chaos.network.Impairment;
import dev.riffle.acceptance.chaos.plan.Forgotten;
import dev.riffle.acceptance.chaos.plan.Link;
import dev.riffle.acceptance.system.LoadProgress;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import dev.riffle.event.EventTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Removes things while whoever uses them is down. */
final class Forgetting {
  private static final int TIMEOUT_SECONDS = 30;
  private static final Duration POLL = Duration.ofMillis(500);

  /** A dead member stays in its group for a while, and a group with members keeps its offsets. */
  private static final Duration GROUP_EMPTY_MAX = Duration.ofSeconds(60);

  private static final Duration DRAINED_MAX = Duration.ofMinutes(2);
  private static final String RETRY_INDEX = "retries";
  private static final String TOKEN_LOG = "deduplication_logs";

  private final RunningRiffle riffle;
  private final Downtime downtime;
  private final Links links;

  Forgetting(RunningRiffle riffle, Downtime downtime, Links links) {
    this.riffle = riffle;
    this.downtime = downtime;
    this.links = links;
  }

  void forget(Forgotten what) throws IOException, InterruptedException {
    switch (what) {
      case GROUP_OFFSETS -> downtime.keepDown(PartName.INGEST, this::deleteOffsets);
      case RETRY_INDEX -> {
        Path index = riffle.data().resolve(RETRY_INDEX);
        if (!Files.exists(index)) {
          throw new IllegalStateException("there is no " + index);
        }
        downtime.keepDown(PartName.INGEST, () -> delete(index));
      }
      case TOKEN_LOG -> downtime.keepDown(PartName.CLICKHOUSE, this::deleteTokenLogs);
      case TOPIC -> recreateTopic();
    }
  }

  private void deleteOffsets() throws InterruptedException {
    Set<TopicPartition> partitions =
        IntStream.range(0, EventTopic.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(EventTopic.NAME, partition))
            .collect(Collectors.toSet());
    try (Admin admin = admin()) {
      long end = System.nanoTime() + GROUP_EMPTY_MAX.toNanos();
      while (true) {
        try {
          await(admin.deleteConsumerGroupOffsets(LoadProgress.GROUP, partitions).all());
          return;
        } catch (IllegalStateException e) {
          // the group still has its dead member
          if (System.nanoTime() > end) {
            throw e;
          }
          Thread.sleep(POLL);
        }
      }
    }
  }

  private void deleteTokenLogs() throws IOException {
    List<Path> logs;
    try (Stream<Path> files = Files.walk(riffle.data().resolve(PartName.CLICKHOUSE.text()))) {
      logs = files.filter(file -> file.endsWith(TOKEN_LOG)).toList();
    }
    for (Path log : logs) {
      delete(log);
    }
  }

  /** Clients are cut off first, so that everything in the old topic can be loaded. */
  private void recreateTopic() throws IOException, InterruptedException {
    links.impair(Link.CLIENT_TO_INGEST, Impairment.CUT);
    try {
      awaitDrained();
      downtime.keepDown(PartName.INGEST, this::replaceTopic);
    } finally {
      links.impair(Link.CLIENT_TO_INGEST, Impairment.NONE);
    }
  }

  private void awaitDrained() throws InterruptedException {
    long end = System.nanoTime() + DRAINED_MAX.toNanos();
    try (LoadProgress progress = new LoadProgress(riffle.bootstrapServers())) {
      while (progress.look().lag() > 0) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("the log was not loaded to its end");
        }
        Thread.sleep(POLL);
      }
    }
  }

  private void replaceTopic() throws InterruptedException {
    try (Admin admin = admin()) {
      await(admin.deleteTopics(List.of(EventTopic.NAME)).all());
      while (names(admin).contains(EventTopic.NAME)) {
        Thread.sleep(POLL);
      }
      await(
          admin
              .createTopics(
                  List.of(new NewTopic(EventTopic.NAME, EventTopic.PARTITIONS, (short) 1)))
              .all());
    }
  }

  private static Set<String> names(Admin admin) throws InterruptedException {
    try {
      return admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not tell its topics", e);
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", riffle.bootstrapServers()));
  }

  private static void await(KafkaFuture<Void> done) throws InterruptedException {
    try {
      done.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker refused: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
