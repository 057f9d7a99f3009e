package dev.riffle.ingest.load.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The user to whom a device belongs from some event time on.
 *
 * @param fromMillis {@link Owner#BEGINNING_MILLIS} for the first
 */
record Stretch(long fromMillis, String userId) {
  private static final Comparator<Observation> ORDER =
      Comparator.comparingLong(Observation::atMillis).thenComparing(Observation::userId);

  /**
   * The stretches of one device: whoever was last observed on it has it, the first user from the
   * beginning on; of several at one instant the one with the greatest id. In the order of time, no
   * two neighbours of the same user; none for a device without users.
   */
  static List<Stretch> of(List<Observation> observations) {
    List<Observation> inOrder = new ArrayList<>(observations);
    inOrder.sort(ORDER);
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < inOrder.size(); i++) {
      Observation observation = inOrder.get(i);
      boolean outdone =
          i + 1 < inOrder.size() && inOrder.get(i + 1).atMillis() == observation.atMillis();
      if (!outdone
          && (stretches.isEmpty() || !stretches.getLast().userId().equals(observation.userId()))) {
        long from = stretches.isEmpty() ? Owner.BEGINNING_MILLIS : observation.atMillis();
        stretches.add(new Stretch(from, observation.userId()));
      }
    }
    return stretches;
  }
}
