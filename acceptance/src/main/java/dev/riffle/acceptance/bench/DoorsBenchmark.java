package dev.riffle.acceptance.bench;

import dev.riffle.acceptance.system.IngestProcess;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Events a second through each vendor's door, acknowledged, in turns with the smallest collector
 * and a plain producer. Each door has a service of its own, so that none profits from what the
 * compiler learnt of another.
 */
final class DoorsBenchmark {
  private static final int CONNECTIONS = 64;
  private static final int DISTINCT_BATCHES = 1_000;

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

  Finding run(VendorDoor door) throws IOException, InterruptedException {
    String name = door.name().toLowerCase(Locale.ROOT);
    String topic = "bench-door-" + name;
    Path log = folder.resolve(topic + ".log");
    try (IngestProcess collector = IngestProcess.start(riffle, "collect", topic, log)) {
      CollectTurns turns = new CollectTurns(effort, riffle.bootstrapServers());
      List<ConsumerRecord<byte[], byte[]>> records =
          turns.take(collector, topic, url -> load(door, url), log);
      return turns.finding(
          door.words() + ", batches of " + VendorDoor.EVENTS + ", acked",
          "JSON %d B, %s, %s"
              .formatted(door.bytesPerEvent(), door.wire(), CollectTurns.recordBytes(records)),
          door.budget());
    }
  }

  /** The batches repeat after a while; nothing is loaded, so no repetition is noticed. */
  private HttpLoad load(VendorDoor door, URI url) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    long nowMs = System.currentTimeMillis();
    List<byte[]> batches = new ArrayList<>(DISTINCT_BATCHES);
    for (int i = 0; i < DISTINCT_BATCHES; i++) {
      batches.add(door.request(HttpLoad.host(url), riffle.writeKey(), random, nowMs));
    }
    return new HttpLoad(url, batches, CONNECTIONS);
  }
}
