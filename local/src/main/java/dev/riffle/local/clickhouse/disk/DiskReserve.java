package dev.riffle.local.clickhouse.disk;

/**
 * Room that writing leaves free.
 *
 * @param stopBelow fewer free bytes than this stop inserts and merges
 * @param goOnFrom that many free bytes let them begin again; more than {@code stopBelow}, so that
 *     they do not stop and begin all the time
 */
public record DiskReserve(long stopBelow, long goOnFrom) {
  private static final long SMALL_VOLUME_BYTES = 4L << 30;
  private static final int FRACTION_OF_SMALL_VOLUME = 8;

  public DiskReserve {
    if (stopBelow < 1 || goOnFrom < stopBelow) {
      throw new IllegalArgumentException("a reserve of " + stopBelow + " up to " + goOnFrom);
    }
  }

  /**
   * What is wanted; of a volume under 4 GiB at most an eighth.
   *
   * @param volumeBytes size of the volume, free or not
   */
  public static DiskReserve of(long wantedBytes, long volumeBytes) {
    long stopBelow =
        volumeBytes < SMALL_VOLUME_BYTES
            ? Math.max(1, Math.min(wantedBytes, volumeBytes / FRACTION_OF_SMALL_VOLUME))
            : wantedBytes;
    return new DiskReserve(stopBelow, stopBelow + stopBelow / 4);
  }

  /** Whether writing has to stop, or to stay stopped. */
  boolean isLow(boolean wasLow, long freeBytes) {
    return freeBytes < (wasLow ? goOnFrom : stopBelow);
  }
}
