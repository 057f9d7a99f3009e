package dev.riffle.local.demo;

import dev.riffle.local.demo.BatchPoster.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Collects the records of its persons into batches and posts one after the other, so that each
 * person's records arrive in order. One thread.
 */
final class DemoLane implements Consumer<DemoRecord> {
  /** Well below what one request may hold: 2,500 records, 500 kB. */
  private static final int RECORDS_MAX = 500;

  private final BatchPoster poster;
  private final String writeKey;
  private final InstantSource clock;
  private final Consumer<Receipt> receipts;
  private final Map<Door, Batch> batches = new EnumMap<>(Door.class);

  DemoLane(BatchPoster poster, String writeKey, InstantSource clock, Consumer<Receipt> receipts) {
    this.poster = poster;
    this.writeKey = writeKey;
    this.clock = clock;
    this.receipts = receipts;
    for (Door door : Door.values()) {
      batches.put(door, new Batch());
    }
  }

  @Override
  public void accept(DemoRecord record) {
    Door door = Door.of(record.person());
    Batch batch = batches.get(door);
    if (batch == null) {
      throw new IllegalStateException("every door has a batch");
    }
    if (batch.records == 0) {
      door.open(batch.body, writeKey);
    } else {
      batch.body.append(',');
    }
    door.write(batch.body, record);
    if (++batch.records == RECORDS_MAX) {
      post(door, batch);
    }
  }

  /** Posts what is left. */
  void finish() {
    batches.forEach((door, batch) -> {
      if (batch.records > 0) {
        post(door, batch);
      }
    });
  }

  private void post(Door door, Batch batch) {
    door.close(batch.body, clock.millis());
    try {
      receipts.accept(poster.post(door, gzipped(batch.body), batch.records));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BatchPoster.DemoStoppedException("Interrupted");
    }
    batch.body.setLength(0);
    batch.records = 0;
  }

  private static byte[] gzipped(StringBuilder body) {
    byte[] json = body.toString().getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length / 6);
    try (OutputStream gzip = new FastGzip(bytes)) {
      gzip.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** A batch being filled. */
  private static final class Batch {
    private final StringBuilder body = new StringBuilder(200_000);
    private int records;
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 16 * 1024);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
