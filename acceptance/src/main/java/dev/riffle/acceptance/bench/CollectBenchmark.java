package dev.riffle.acceptance.bench;

import dev.riffle.acceptance.system.IngestProcess;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Events a second through HTTP, acknowledged, in turns with the smallest collector and a plain
 * producer.
 */
final class CollectBenchmark {
  private static final String TOPIC = "bench-collect";
  private static final int CONNECTIONS = 64;

  /** What the ingest service's producer is set to. */
  static final Map<String, Object> PRODUCER_SETTINGS =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.LINGER_MS_CONFIG,
          3,
          ProducerConfig.BATCH_SIZE_CONFIG,
          256 << 10,
          ProducerConfig.COMPRESSION_TYPE_CONFIG,
          "lz4");

  private final RunningRiffle riffle;
  private final Effort effort;

  CollectBenchmark(RunningRiffle riffle, Effort effort) {
    this.riffle = riffle;
    this.effort = effort;
  }

  /** The finding, and records of real events for those who need some. */
  record Result(Finding finding, List<ConsumerRecord<byte[], byte[]>> records) {}

  Result run(Path log) throws IOException, InterruptedException {
    try (IngestProcess collector = IngestProcess.start(riffle, "collect", TOPIC, log)) {
      CollectTurns turns = new CollectTurns(effort, riffle.bootstrapServers());
      List<ConsumerRecord<byte[], byte[]>> records =
          turns.take(
              collector, TOPIC, url -> new HttpLoad(url, riffle.writeKey(), CONNECTIONS), log);
      Finding finding =
          turns.finding(
              "collect, batches of 20, acked",
              "JSON %d B, %s, %d connections"
                  .formatted(
                      BatchBody.bytesPerEvent(), CollectTurns.recordBytes(records), CONNECTIONS),
              CollectTurns.BUDGET);
      return new Result(finding, records);
    }
  }
}
