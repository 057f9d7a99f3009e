package dev.riffle.ingest.load;

import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which leader of a partition wrote which offsets. Committed beside an offset, the epoch lets the
 * broker tell a consumer that the log was cut and written anew below it (KIP-320), instead of
 * letting it go on in another history. Filled by the polling thread, read by the partition's.
 */
final class LeaderEpochs {
  /** Leaders change rarely; older changes than these lie long before any commit. */
  private static final int CHANGES_MAX = 64;

  private final ConcurrentSkipListMap<Long, Integer> since = new ConcurrentSkipListMap<>();

  /** A record of that epoch stands at the offset; offsets come in order. */
  void note(long offset, Optional<Integer> epoch) {
    var last = since.lastEntry();
    if (epoch.isPresent() && (last == null || !last.getValue().equals(epoch.get()))) {
      since.put(offset, epoch.get());
      if (since.size() > CHANGES_MAX) {
        since.pollFirstEntry();
      }
    }
  }

  /** The epoch of the last record before the offset, when it is known. */
  Optional<Integer> before(long offset) {
    var entry = since.lowerEntry(offset);
    return entry == null ? Optional.empty() : Optional.of(entry.getValue());
  }
}
