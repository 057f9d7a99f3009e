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
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
 * dropped and counted, queries never wait.
 */
public final class QueryLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryLog.class);
  private static final int QUEUED_ENTRIES = 10_000;
  private static final long FILE_BYTES = 16L << 20;
  private static final int OLD_FILES = 3;

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
  private volatile boolean closing;

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

  /** Entries that were not written because the queue was full. */
  public long dropped() {
    return dropped.get();
  }

  private void writeAll() {
    try {
      while (!closing || !queue.isEmpty()) {
        writeFile();
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.error("query log ends, it cannot be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeFile() throws IOException, InterruptedException {
    Path file = file(0);
    long written = Files.exists(file) ? Files.size(file) : 0;
    try (BufferedWriter out =
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (written < FILE_BYTES && !(closing && queue.isEmpty())) {
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
    closing = true;
    writer.join(TimeUnit.SECONDS.toMillis(2));
  }
}
