package dev.riffle.ingest.load.retry;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;

/** The ids first received on one UTC day: a column family, and what is in memory of it. */
final class RetryDay implements AutoCloseable {
  private static final String PREFIX = "day-";

  private final int day;
  private final ColumnFamilyHandle family;
  private @Nullable KeyFilter filter;

  RetryDay(int day, ColumnFamilyHandle family, @Nullable KeyFilter filter) {
    this.day = day;
    this.family = family;
    this.filter = filter;
  }

  static byte[] familyName(int day) {
    return (PREFIX + day).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalArgumentException when it is not the name of a day
   */
  static int dayOf(byte[] familyName) {
    String name = new String(familyName, StandardCharsets.UTF_8);
    if (!name.startsWith(PREFIX)) {
      throw new IllegalArgumentException("no day: " + name);
    }
    return Integer.parseInt(name.substring(PREFIX.length()));
  }

  int day() {
    return day;
  }

  ColumnFamilyHandle family() {
    return family;
  }

  /** False only when the key is surely not in here. */
  boolean mayContain(EventKey key) {
    return filter == null || filter.mayContain(key);
  }

  void added(EventKey key) {
    if (filter != null) {
      filter.add(key);
    }
  }

  boolean isFiltered() {
    return filter != null;
  }

  void filter(KeyFilter made) {
    filter = made;
  }

  void dropFilter() {
    filter = null;
  }

  long filterBytes() {
    return filter == null ? 0 : filter.byteCount();
  }

  @Override
  public void close() {
    family.close();
  }
}
