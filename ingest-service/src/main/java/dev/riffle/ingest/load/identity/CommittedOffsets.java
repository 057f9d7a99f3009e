package dev.riffle.ingest.load.identity;

import java.util.Map;

/** Port: how far the log is loaded. */
@FunctionalInterface
public interface CommittedOffsets {
  /**
   * By source, as in the column {@code _source}, the offset before which every record has its row.
   * Sources of which that is not known are left out.
   *
   * @throws java.io.UncheckedIOException when it cannot be read now
   */
  Map<Integer, Long> read() throws InterruptedException;
}
