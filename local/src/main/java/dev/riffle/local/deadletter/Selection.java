package dev.riffle.local.deadletter;

import dev.riffle.event.deadletter.DeadLetterId;
import dev.riffle.event.deadletter.DeadLetterReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Which dead letters are meant. */
public sealed interface Selection {
  record All() implements Selection {}

  record OfReason(DeadLetterReason reason) implements Selection {}

  record Ids(List<DeadLetterId> ids) implements Selection {
    public Ids {
      ids = List.copyOf(new LinkedHashSet<>(ids));
    }
  }

  /**
   * Those of the letters that are meant, in their order.
   *
   * @throws DeadLetterException when an id is not among them
   */
  default List<DeadLetterSummary> from(List<DeadLetterSummary> letters) throws DeadLetterException {
    return switch (this) {
      case All() -> letters;
      case OfReason(DeadLetterReason reason) ->
          letters.stream().filter(letter -> letter.reason() == reason).toList();
      case Ids(List<DeadLetterId> ids) -> byId(ids, letters);
    };
  }

  private static List<DeadLetterSummary> byId(
      List<DeadLetterId> ids, List<DeadLetterSummary> letters) throws DeadLetterException {
    Map<DeadLetterId, DeadLetterSummary> known = HashMap.newHashMap(letters.size());
    letters.forEach(letter -> known.put(letter.id(), letter));
    List<DeadLetterSummary> found = new ArrayList<>(ids.size());
    for (DeadLetterId id : ids) {
      DeadLetterSummary letter = known.get(id);
      if (letter == null) {
        throw new DeadLetterException(
            "There is no dead letter " + id.text() + "; ./riffle dlq list shows those there are.");
      }
      found.add(letter);
    }
    return found;
  }
}
