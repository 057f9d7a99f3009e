package dev.riffle.ingest.load.audit;

/**
 * A range of offsets of one source partition: {@code [number * size, (number + 1) * size)}.
 *
 * @param part as in the column {@code _source}
 */
public record Bucket(int part, long number, long size) {
  public Bucket {
    if (number < 0 || size < 1) {
      throw new IllegalArgumentException("bucket " + number + " of " + size + " offsets");
    }
  }

  static Bucket of(int part, long offset, long size) {
    return new Bucket(part, offset / size, size);
  }

  public long from() {
    return number * size;
  }

  /** Exclusive. */
  public long to() {
    return from() + size;
  }

  /** The Kafka partition: the lower half of the part. */
  int partition() {
    return part & 0xFFFF;
  }
}
