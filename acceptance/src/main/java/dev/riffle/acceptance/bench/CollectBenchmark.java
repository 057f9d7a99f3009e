package dev.riffle.acceptance.bench;

import dev.riffle.acceptance.bench.HttpLoad.Acknowledged;
import dev.riffle.acceptance.system.IngestProcess;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Events a second through HTTP, acknowledged, beside a plain producer that writes the same bytes to
 * the same broker. In turns, so that both meet the same weather.
 */
final class CollectBenchmark {
  private static final String TOPIC = "bench-collect";
  private static final String RAW_TOPIC = "bench-raw";
  private static final int PARTITIONS = 4;
  private static final int CONNECTIONS = 64;
  private static final int DISTINCT_RECORDS = 20_000;

  /** What the ingest service's producer is set to. */
  static final Map<String, Object> PRODUCER_SETTINGS =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.LINGER_MS_CONFIG,
          5,
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
    try (IngestProcess collector = IngestProcess.start(riffle, "collect", TOPIC, log);
        RawKafka kafka = new RawKafka(riffle.bootstrapServers(), PRODUCER_SETTINGS)) {
      HttpLoad load = new HttpLoad(collector.url(), riffle.writeKey(), CONNECTIONS);
      load.run(effort.warmUp());
      List<ConsumerRecord<byte[], byte[]>> records =
          kafka.read(TOPIC, PARTITIONS, DISTINCT_RECORDS);
      kafka.createTopic(RAW_TOPIC, PARTITIONS);
      kafka.write(RAW_TOPIC, records, effort.rawWarmUpRecords());

      List<Double> collected = new ArrayList<>();
      List<Double> raw = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      String costs = "";
      for (int i = 0; i < effort.repetitions(); i++) {
        Duration ownBefore = Machine.ownCpu();
        Duration collectorBefore = Machine.cpu(collector.process());
        Acknowledged acknowledged = load.run(effort.time());
        costs =
            "collect "
                + Machine.microsecondsPerEvent(
                    Machine.cpu(collector.process()).minus(collectorBefore), acknowledged.events())
                + ", load generator "
                + Machine.microsecondsPerEvent(
                    Machine.ownCpu().minus(ownBefore), acknowledged.events());
        Duration took = kafka.write(RAW_TOPIC, records, acknowledged.events());
        double rawPerSecond = acknowledged.events() * 1e9 / took.toNanos();
        collected.add(acknowledged.perSecond());
        raw.add(rawPerSecond);
        ratios.add(acknowledged.perSecond() / rawPerSecond);
      }
      return new Result(finding(collected, raw, ratios, records, costs), records);
    }
  }

  private static Finding finding(
      List<Double> collected,
      List<Double> raw,
      List<Double> ratios,
      List<ConsumerRecord<byte[], byte[]>> records,
      String costs) {
    double recordBytes =
        records.stream().mapToInt(record -> record.value().length).average().orElse(0);
    return new Finding(
        "collect, batches of 20, acked",
        new Samples(collected).spread() + " events/s",
        new Samples(raw).spread() + " events/s (raw producer, same bytes)",
        new Samples(ratios).spread() + " x",
        "0.7 x",
        "JSON "
            + BatchBody.bytesPerEvent()
            + " B, record "
            + Math.round(recordBytes)
            + " B an event; "
            + CONNECTIONS
            + " connections; processor: "
            + costs);
  }
}
