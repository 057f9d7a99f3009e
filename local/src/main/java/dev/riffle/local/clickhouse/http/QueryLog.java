package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.libchdb.QueryStatistics;
import dev.riffle.local.clickhouse.statement.StatementKind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was asked, by whom, at what cost: one JSON object a line in {@code query_log.jsonl}, the
 * older ones in {@code query_log.1.jsonl} and so on. libchdb has no system.query_log.
 *
 * <p>Holds neither SQL nor values. A thread of its own writes; when it cannot keep up entries are
 * dropped and counted, queries never wait. When the file cannot be written it pauses and goes on
 * when it can; the last line before such a pause may be incomplete.
 */
public final class QueryLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryLog.class);
  private static final int QUEUED_ENTRIES = 10_000;
  private static final long FILE_BYTES = 16L << 20;
  private static final int OLD_FILES = 3;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  /**
   * @param code of the exception, 0 for success
   */
  record Entry(
      long startedAt,
      String queryId,
      String user,
      StatementKind kind,
      long elapsedMillis,
      int code,
      QueryStatistics statistics) {}

  private final Path directory;
  private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUED_ENTRIES);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;
  private final CountDownLatch closing = new CountDownLatch(1);
  private boolean failed;

  public QueryLog(Path directory) {
    this.directory = directory;
    this.writer = new Thread(this::writeAll, "clickhouse-query-log");
    writer.setDaemon(true);
    writer.start();
  }

  void write(Entry entry) {
    if (!queue.offer(entry)) {
      dropped.incrementAndGet();
    }
  }

  /** Entries that were not written because the queue was full, not those of a failed write. */
  public long dropped() {
    return dropped.get();
  }

  private void writeAll() {
    try {
      while (!isClosing() || !queue.isEmpty()) {
        try {
          writeFile();
        } catch (IOException | UncheckedIOException e) {
          if (pause(e)) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether there is no time left to try again. */
  private boolean pause(Exception failure) throws InterruptedException {
    if (!failed) {
      LOG.warn("query log pauses, it cannot be written: {}", failure.toString());
    }
    failed = true;
    return closing.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void goOn() {
    if (failed) {
      LOG.info("query log goes on, dropped={}", dropped());
    }
    failed = false;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void writeFile() throws IOException, InterruptedException {
    Path file = file(0);
    long written = Files.exists(file) ? Files.size(file) : 0;
    try (BufferedWriter out =
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      if (failed) {
        // behind what there is of the line that did not fit; fails as long as there is no room
        out.write('\n');
        out.flush();
        goOn();
      }
      while (written < FILE_BYTES && !(isClosing() && queue.isEmpty())) {
        @Nullable Entry entry = queue.poll(100, TimeUnit.MILLISECONDS);
        if (entry == null) {
          out.flush();
        } else {
          String line = json(entry);
          out.write(line);
          written += line.length();
        }
      }
    }
    if (written >= FILE_BYTES) {
      rotate();
    }
  }

  private void rotate() throws IOException {
    for (int age = OLD_FILES; age > 0; age--) {
      if (Files.exists(file(age - 1))) {
        Files.move(file(age - 1), file(age), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Path file(int age) {
    return directory.resolve(age == 0 ? "query_log.jsonl" : "query_log." + age + ".jsonl");
  }

  /** The ids are printable ASCII, so two characters need an escape. */
  private static String json(Entry entry) {
    QueryStatistics statistics = entry.statistics;
    return "{\"at\":\""
        + Instant.ofEpochMilli(entry.startedAt)
        + "\",\"query_id\":\""
        + entry.queryId.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\",\"user\":\""
        + entry.user
        + "\",\"kind\":\""
        + entry.kind
        + "\",\"elapsed_ms\":"
        + entry.elapsedMillis
        + ",\"exception_code\":"
        + entry.code
        + ",\"read_rows\":"
        + statistics.readRows()
        + ",\"read_bytes\":"
        + statistics.readBytes()
        + ",\"written_rows\":"
        + statistics.writtenRows()
        + ",\"written_bytes\":"
        + statistics.writtenBytes()
        + ",\"result_rows\":"
        + statistics.resultRows()
        + ",\"result_bytes\":"
        + statistics.resultBytes()
        + "}\n";
  }

  @Override
  public void close() throws InterruptedException {
    closing.countDown();
    writer.join(TimeUnit.SECONDS.toMillis(2));
  }
}
