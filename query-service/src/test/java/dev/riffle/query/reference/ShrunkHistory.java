package dev.riffle.query.reference;

import dev.riffle.query.question.InvalidQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A small history for which both sides of a comparison differ: without any one of its events they
 * agree, or too many were tried.
 *
 * @param difference both sides, as the comparison told them of these events
 */
public record ShrunkHistory(History history, AssertionError difference) {
  private static final int TRIES_MAX = 500;

  /** Has both sides answer for a history; an {@code AssertionError} says that they differ. */
  @FunctionalInterface
  public interface Comparison {
    void of(History history) throws Exception;
  }

  /**
   * Leaves out halves, quarters and so on to single events; empty when the whole agrees.
   *
   * @throws Exception what the comparison threw, but for a question that cannot be asked of fewer
   *     events because a name of it is gone with the others
   */
  public static Optional<ShrunkHistory> of(History whole, Comparison comparison) throws Exception {
    Optional<ShrunkHistory> differing = differing(whole, comparison);
    return differing.isPresent() ? Optional.of(differing.get().shrunk(comparison)) : differing;
  }

  private ShrunkHistory shrunk(Comparison comparison) throws Exception {
    ShrunkHistory smallest = this;
    int tries = 0;
    int piece = Math.ceilDiv(history.events().size(), 2);
    while (piece > 0) {
      boolean smaller = false;
      for (int from = 0; from < smallest.history.events().size(); ) {
        if (tries++ == TRIES_MAX) {
          return smallest;
        }
        Optional<ShrunkHistory> found = differing(smallest.without(from, piece), comparison);
        if (found.isPresent()) {
          smallest = found.get();
          smaller = true;
        } else {
          from += piece;
        }
      }
      // an event may be needed only as long as another one is there
      piece = piece == 1 && smaller ? 1 : piece / 2;
    }
    return smallest;
  }

  private History without(int from, int count) {
    List<TestEvent> events = new ArrayList<>(history.events());
    events.subList(from, Math.min(from + count, events.size())).clear();
    return history.with(events);
  }

  private static Optional<ShrunkHistory> differing(History history, Comparison comparison)
      throws Exception {
    if (history.events().isEmpty()) {
      return Optional.empty();
    }
    try {
      comparison.of(history);
      return Optional.empty();
    } catch (AssertionError difference) {
      return Optional.of(new ShrunkHistory(history, difference));
    } catch (InvalidQuestion e) {
      return Optional.empty();
    }
  }

  /** Events, senders, and both sides. */
  @Override
  public String toString() {
    return "%d events are enough:%n%s%nof%n%s%n%s"
        .formatted(
            history.events().size(),
            lines(history.events()),
            lines(history.senders()),
            difference.getMessage());
  }

  private static String lines(List<?> all) {
    return all.stream().map(each -> "  " + each).collect(Collectors.joining("\n"));
  }
}
