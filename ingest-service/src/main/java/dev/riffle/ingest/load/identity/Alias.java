package dev.riffle.ingest.load.identity;

import java.util.Comparator;

/**
 * The statement that who had the previous id is the user.
 *
 * @param atMillis event time of the SDK's record, or the time of the order
 */
record Alias(String previousId, String userId, long atMillis) {
  static final Comparator<Alias> ORDER =
      Comparator.comparingLong(Alias::atMillis)
          .thenComparing(Alias::previousId)
          .thenComparing(Alias::userId);
}
