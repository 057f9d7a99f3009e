package dev.riffle.acceptance.bench;

import dev.riffle.acceptance.bench.HttpLoad.Acknowledged;
import dev.riffle.acceptance.system.IngestProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An ingest service, the smallest collector and a plain producer in turns, so that all meet the
 * same weather: the collector gets the same requests, the producer writes the records that the
 * service has written.
 */
final class CollectTurns {
  /** Share of what the smallest collector reaches. */
  static final double BUDGET = 0.7;

  private static final int PARTITIONS = 4;
  private static final int DISTINCT_RECORDS = 20_000;

  private final Effort effort;
  private final String bootstrapServers;
  private final List<Double> collected = new ArrayList<>();
  private final List<Double> least = new ArrayList<>();
  private final List<Double> raw = new ArrayList<>();
  private final List<Double> ofLeast = new ArrayList<>();
  private final List<Double> ofRaw = new ArrayList<>();
  private Duration serviceCpu = Duration.ZERO;
  private Duration leastCpu = Duration.ZERO;
  private Duration ownCpu = Duration.ZERO;
  private long events;
  private long leastEvents;

  CollectTurns(Effort effort, String bootstrapServers) {
    this.effort = effort;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Warms all up, and takes the turns.
   *
   * @param topic that the service writes; two others get names from it
   * @param loadOf what posts to an address
   * @return the first records that the service wrote
   */
  List<ConsumerRecord<byte[], byte[]>> take(
      IngestProcess collector, String topic, Posting loadOf, Path log)
      throws IOException, InterruptedException {
    String rawTopic = topic + "-raw";
    String leastTopic = topic + "-least";
    try (RawKafka kafka = new RawKafka(bootstrapServers, CollectBenchmark.PRODUCER_SETTINGS)) {
      kafka.createTopic(rawTopic, PARTITIONS);
      kafka.createTopic(leastTopic, PARTITIONS);
      try (SmallestCollector.Running smallest =
          SmallestCollector.start(bootstrapServers, leastTopic, log)) {
        HttpLoad load = loadOf.of(collector.url());
        HttpLoad leastLoad = loadOf.of(smallest.url());
        load.run(effort.warmUp());
        leastLoad.run(effort.warmUp());
        List<ConsumerRecord<byte[], byte[]>> records =
            kafka.read(topic, PARTITIONS, DISTINCT_RECORDS);
        kafka.write(rawTopic, records, effort.rawWarmUpRecords());
        for (int i = 0; i < effort.repetitions(); i++) {
          Acknowledged service = service(collector, load);
          Acknowledged alone = least(smallest, leastLoad);
          Duration took = kafka.write(rawTopic, records, service.events());
          double producer = new Acknowledged(service.events(), took).perSecond();
          collected.add(service.perSecond());
          least.add(alone.perSecond());
          raw.add(producer);
          ofLeast.add(service.perSecond() / alone.perSecond());
          ofRaw.add(service.perSecond() / producer);
        }
        return records;
      }
    }
  }

  /** What posts to an address. */
  interface Posting {
    HttpLoad of(URI url) throws IOException;
  }

  private Acknowledged service(IngestProcess collector, HttpLoad load) throws InterruptedException {
    Duration before = Machine.cpu(collector.process());
    Duration ownBefore = Machine.ownCpu();
    Acknowledged acknowledged = load.run(effort.time());
    ownCpu = ownCpu.plus(Machine.ownCpu().minus(ownBefore));
    serviceCpu = serviceCpu.plus(Machine.cpu(collector.process()).minus(before));
    events += acknowledged.events();
    return acknowledged;
  }

  private Acknowledged least(SmallestCollector.Running smallest, HttpLoad load)
      throws InterruptedException {
    ProcessHandle process = smallest.process().toHandle();
    Duration before = Machine.cpu(process);
    Acknowledged acknowledged = load.run(effort.time());
    leastCpu = leastCpu.plus(Machine.cpu(process).minus(before));
    leastEvents += acknowledged.events();
    return acknowledged;
  }

  /**
   * @param what was measured
   * @param bytes how large its events are
   * @param budget share of the smallest collector
   */
  Finding finding(String what, String bytes, double budget) {
    return new Finding(
        what,
        new Samples(collected).spread() + " events/s",
        "smallest collector "
            + new Samples(least).spread()
            + " events/s; raw producer, same bytes "
            + new Samples(raw).spread(),
        new Samples(ofLeast).spread()
            + " x of the smallest collector; "
            + new Samples(ofRaw).spread()
            + " x of the producer",
        budget + " x of the smallest collector",
        bytes
            + "; processor: service "
            + Machine.microsecondsPerEvent(serviceCpu, events)
            + ", smallest collector "
            + Machine.microsecondsPerEvent(leastCpu, leastEvents)
            + ", load generator "
            + Machine.microsecondsPerEvent(ownCpu, events));
  }

  static String recordBytes(List<ConsumerRecord<byte[], byte[]>> records) {
    double bytes = records.stream().mapToInt(one -> one.value().length).average().orElse(0);
    return "record " + Math.round(bytes) + " B an event";
  }
}
