package dev.riffle.acceptance.bench;

import dev.riffle.acceptance.bench.HttpLoad.Acknowledged;
import dev.riffle.acceptance.system.IngestProcess;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Events a second through each vendor's door, acknowledged, beside a plain producer that writes the
 * records which they became to the same broker. Each door has a service of its own, so that none
 * profits from what the compiler learnt of another; door and producer take turns.
 */
final class DoorsBenchmark {
  private static final int PARTITIONS = 4;
  private static final int CONNECTIONS = 64;
  private static final int DISTINCT_BATCHES = 1_000;
  private static final int DISTINCT_RECORDS = DISTINCT_BATCHES * VendorDoor.EVENTS;

  private final RunningRiffle riffle;
  private final Effort effort;
  private final Path folder;

  /**
   * @param folder for the logs of the services
   */
  DoorsBenchmark(RunningRiffle riffle, Effort effort, Path folder) {
    this.riffle = riffle;
    this.effort = effort;
    this.folder = folder;
  }

  List<Finding> run() throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    for (VendorDoor door : VendorDoor.values()) {
      findings.add(run(door));
    }
    return findings;
  }

  private Finding run(VendorDoor door) throws IOException, InterruptedException {
    String name = door.name().toLowerCase(Locale.ROOT);
    String topic = "bench-door-" + name;
    String rawTopic = topic + "-raw";
    Path log = folder.resolve(topic + ".log");
    try (IngestProcess collector = IngestProcess.start(riffle, "collect", topic, log);
        RawKafka kafka =
            new RawKafka(riffle.bootstrapServers(), CollectBenchmark.PRODUCER_SETTINGS)) {
      HttpLoad load = load(door, collector);
      load.run(effort.warmUp());
      List<ConsumerRecord<byte[], byte[]>> records =
          kafka.read(topic, PARTITIONS, DISTINCT_RECORDS);
      kafka.createTopic(rawTopic, PARTITIONS);
      kafka.write(rawTopic, records, effort.rawWarmUpRecords());

      List<Double> collected = new ArrayList<>();
      List<Double> raw = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      Duration cpu = Duration.ZERO;
      long events = 0;
      for (int i = 0; i < effort.repetitions(); i++) {
        Duration before = Machine.cpu(collector.process());
        Acknowledged acknowledged = load.run(effort.time());
        cpu = cpu.plus(Machine.cpu(collector.process()).minus(before));
        events += acknowledged.events();
        Duration took = kafka.write(rawTopic, records, acknowledged.events());
        double rawPerSecond = acknowledged.events() * 1e9 / took.toNanos();
        collected.add(acknowledged.perSecond());
        raw.add(rawPerSecond);
        ratios.add(acknowledged.perSecond() / rawPerSecond);
      }
      return new Finding(
          door.words() + ", batches of " + VendorDoor.EVENTS + ", acked",
          new Samples(collected).spread() + " events/s",
          new Samples(raw).spread() + " events/s (raw producer, same bytes)",
          new Samples(ratios).spread() + " x",
          "",
          "JSON %d B, %s, record %d B an event; service %s"
              .formatted(
                  door.bytesPerEvent(),
                  door.wire(),
                  Math.round(
                      records.stream().mapToInt(one -> one.value().length).average().orElse(0)),
                  Machine.microsecondsPerEvent(cpu, events)));
    }
  }

  /** The batches repeat after a while; nothing is loaded, so no repetition is noticed. */
  private HttpLoad load(VendorDoor door, IngestProcess collector) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    long nowMs = System.currentTimeMillis();
    List<byte[]> batches = new ArrayList<>(DISTINCT_BATCHES);
    for (int i = 0; i < DISTINCT_BATCHES; i++) {
      batches.add(door.request(HttpLoad.host(collector.url()), riffle.writeKey(), random, nowMs));
    }
    return new HttpLoad(collector.url(), batches, CONNECTIONS);
  }
}
