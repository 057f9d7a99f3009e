package dev.riffle.query.question;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks of a question's lists. */
final class Entries {
  private Entries() {}

  static <T> List<T> within(String pointer, List<T> entries, int min, int max) {
    if (entries.size() < min || entries.size() > max) {
      throw InvalidQuestion.at(
          pointer, FaultCode.OUT_OF_BOUNDS, "Takes " + min + " to " + max + " entries.");
    }
    return List.copyOf(entries);
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
