package dev.riffle.ingest.collect.admission;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7 (RFC 9562, section 5.7, with the counter of section 6.2, method 1): later ids
 * of one process are greater, and nobody can guess them. Thread-safe.
 */
public final class IngestIds {
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_BITS = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final int COUNTER_MAX = 0xFFF;
  private static final int RANDOM_BYTES = 4096;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final byte[] randomBytes = new byte[RANDOM_BYTES];
  private LongBuffer randomLongs = LongBuffer.allocate(0);
  private long lastMillis;
  private int counter;

  /**
   * @param random a cryptographic generator outside tests; asked for many bytes at a time
   */
  public IngestIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The next id. Also increases when the clock is set back. */
  public synchronized UUID next() {
    long millis = clock.millis();
    if (millis > lastMillis) {
      lastMillis = millis;
      counter = 0;
    } else if (++counter > COUNTER_MAX) {
      lastMillis++;
      counter = 0;
    }
    return new UUID(lastMillis << 16 | VERSION | counter, VARIANT | (nextRandom() & RANDOM_BITS));
  }

  private long nextRandom() {
    if (!randomLongs.hasRemaining()) {
      random.nextBytes(randomBytes);
      randomLongs = ByteBuffer.wrap(randomBytes).asLongBuffer();
    }
    return randomLongs.get();
  }
}
