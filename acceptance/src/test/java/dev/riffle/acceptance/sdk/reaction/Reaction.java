package dev.riffle.acceptance.sdk.reaction;

import java.util.List;
import java.util.Set;

/**
 * What came of a burst.
 *
 * @param acknowledged numbers that the SDK reports as delivered; empty when it reports none
 * @param statuses what the service replied to its requests
 * @param rows how many rows are stored
 * @param stored the numbers in them
 */
record Reaction(Set<Integer> acknowledged, List<Integer> statuses, long rows, Set<Integer> stored) {
  Reaction {
    acknowledged = Set.copyOf(acknowledged);
    statuses = List.copyOf(statuses);
    stored = Set.copyOf(stored);
  }
}
