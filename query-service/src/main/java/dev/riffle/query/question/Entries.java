package dev.riffle.query.question;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks of a question's lists. */
final class Entries {
  static final String EVERYBODY = "Everybody is in: say who is, and who is not.";

  private Entries() {}

  static <T> List<T> within(String pointer, List<T> entries, int min, int max) {
    if (entries.size() < min || entries.size() > max) {
      throw InvalidQuestion.at(
          pointer, FaultCode.OUT_OF_BOUNDS, "Takes " + min + " to " + max + " entries.");
    }
    return List.copyOf(entries);
  }

  /** What a question is broken down by: names differ, and not everybody is in a segment. */
  static List<Breakdown> breakdowns(String pointer, List<Breakdown> groupBy, int max) {
    List<Breakdown> entries = within(pointer, groupBy, 0, max);
    different(
        pointer,
        entries.stream()
            .map(by ->
                switch (by) {
                  case GroupBy property -> property;
                  case Segment segment -> segment.name();
                })
            .toList());
    for (int i = 0; i < entries.size(); i++) {
      if (isEverybody(entries.get(i))) {
        throw InvalidQuestion.at(pointer + "/" + i, FaultCode.MISSING, EVERYBODY);
      }
    }
    return entries;
  }

  /** A segment without a condition tells nobody apart. */
  static boolean isEverybody(Breakdown by) {
    return by instanceof Segment segment && segment.where().isEmpty();
  }

  static void different(String pointer, List<?> entries) {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      if (!seen.add(entries.get(i))) {
        throw InvalidQuestion.at(
            pointer + "/" + i, FaultCode.DUPLICATE, "This entry stands here twice.");
      }
    }
  }
}
