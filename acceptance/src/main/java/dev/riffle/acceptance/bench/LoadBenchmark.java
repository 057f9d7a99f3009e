package dev.riffle.acceptance.bench;

import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Rows a second from a backlog in Kafka to the table, beside the engine's own insert of the same
 * rows in blocks of the same size. The loader's time counts from the moment the backlog is
 * complete, so that filling it takes nothing from the loader.
 */
final class LoadBenchmark {
  private static final int BLOCK_ROWS = 50_000;
  private static final int BLOCKS = 6;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final String TABLE = "bench_events";

  private final RunningRiffle riffle;
  private final Effort effort;

  LoadBenchmark(RunningRiffle riffle, Effort effort) {
    this.riffle = riffle;
    this.effort = effort;
  }

  Finding run(List<ConsumerRecord<byte[], byte[]>> records)
      throws IOException, InterruptedException {
    StoredEvents stored = riffle.stored();
    List<Double> loaded = new ArrayList<>();
    Map<String, Object> settings = CollectBenchmark.PRODUCER_SETTINGS;
    try (RawKafka kafka = new RawKafka(riffle.bootstrapServers(), settings)) {
      // the first is the warm-up
      for (int i = 0; i <= effort.repetitions(); i++) {
        double rate = drain(kafka, stored, records);
        if (i > 0) {
          loaded.add(rate);
        }
      }
    }
    List<Double> inserted = insertStraight(stored);
    double ratio = new Samples(loaded).median() / new Samples(inserted).median();
    return new Finding(
        "load, backlog drained",
        new Samples(loaded).spread() + " rows/s",
        new Samples(inserted).spread() + " rows/s (RowBinary, blocks of " + BLOCK_ROWS + ")",
        Samples.number(ratio) + " x (medians)",
        "0.6 x",
        "backlog " + effort.backlogRecords() + " records; straight insert by one connection");
  }

  private double drain(
      RawKafka kafka, StoredEvents stored, List<ConsumerRecord<byte[], byte[]>> records)
      throws IOException, InterruptedException {
    long goal = stored.rows() + effort.backlogRecords();
    kafka.writeRenewed("events", records, effort.backlogRecords());
    long start = System.nanoTime();
    long backlog = goal - stored.rows();
    if (backlog < effort.backlogRecords() / 4) {
      throw new IllegalStateException(
          "only " + backlog + " rows were left to load: too few to measure");
    }
    long deadline = start + TIMEOUT.toNanos();
    while (stored.rows() < goal) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the loader did not catch up in " + TIMEOUT);
      }
      Thread.sleep(POLL);
    }
    return backlog * 1e9 / (System.nanoTime() - start);
  }

  private List<Double> insertStraight(StoredEvents stored)
      throws IOException, InterruptedException {
    List<byte[]> blocks = blocks(stored);
    stored.query("CREATE TABLE IF NOT EXISTS bench_events AS events");
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i <= effort.repetitions(); i++) {
      stored.query("TRUNCATE TABLE bench_events");
      long start = System.nanoTime();
      for (byte[] block : blocks) {
        stored.insert("INSERT INTO " + TABLE + " FORMAT RowBinary", block, "&async_insert=0");
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (i > 0) {
        rates.add(
            Long.parseLong(stored.query("SELECT count() FROM bench_events").strip()) / seconds);
      }
    }
    stored.query("DROP TABLE bench_events");
    return rates;
  }

  /** The rows that the loader has just written, as the loader writes them. */
  private static List<byte[]> blocks(StoredEvents stored) throws IOException, InterruptedException {
    String[] newest =
        stored
            .query(
                "SELECT _source, max(_offset) FROM events GROUP BY _source ORDER BY max(_offset) DESC")
            .lines()
            .findFirst()
            .orElseThrow()
            .split("\t", -1);
    long end = Long.parseLong(newest[1]) + 1;
    List<byte[]> blocks = new ArrayList<>();
    for (int i = 0; i < BLOCKS && end > BLOCK_ROWS; i++, end -= BLOCK_ROWS) {
      blocks.add(
          stored.bytes(
              "SELECT * FROM events WHERE _source = {part:UInt32} AND _offset >= {from:Int64}"
                  + " AND _offset < {to:Int64} ORDER BY _offset FORMAT RowBinary",
              "part",
              newest[0],
              "from",
              Long.toString(end - BLOCK_ROWS),
              "to",
              Long.toString(end)));
    }
    if (blocks.isEmpty()) {
      throw new IllegalStateException("no partition has " + BLOCK_ROWS + " rows");
    }
    return blocks;
  }
}
