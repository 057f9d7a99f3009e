package dev.riffle.query.alias;

import dev.riffle.query.alias.AliasEntry.Source;
import dev.riffle.query.alias.AliasEntry.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was said about aliases in one project, and which of it holds. A pure function of the set
 * of statements; the resolver of ingest-service decides by the same rule (docs/semantics.md,
 * "Who").
 *
 * <p>The last order for a previous id decides alone about that id. Merges that are in force come
 * first, by their ids; then SDKs' aliases by time, previous id and user id. One is refused when its
 * previous id has an alias or is the user of one, or when its user has an alias: they never chain.
 */
public final class AliasBook {
  private final Map<String, String> holding = new HashMap<>();
  private final List<AliasEntry> entries = new ArrayList<>();

  private AliasBook() {}

  public static AliasBook of(Collection<SentAlias> sent, Collection<AliasOrder> orders) {
    AliasBook book = new AliasBook();
    Map<String, AliasOrder> last = new HashMap<>();
    orders.stream()
        .sorted(Comparator.comparingLong(AliasOrder::id))
        .forEach(order -> last.put(order.previousId(), order));
    orders.stream()
        .sorted(Comparator.comparingLong(AliasOrder::id))
        .forEach(order -> book.add(order, last.getOrDefault(order.previousId(), order)));
    sent.stream()
        .sorted(
            Comparator.comparing(SentAlias::firstAt)
                .thenComparing(SentAlias::previousId)
                .thenComparing(SentAlias::userId))
        .forEach(alias -> book.add(alias, Optional.ofNullable(last.get(alias.previousId()))));
    return book;
  }

  /** Newest first. */
  public List<AliasEntry> entries() {
    return entries.stream()
        .sorted(
            Comparator.comparing(AliasEntry::at)
                .reversed()
                .thenComparing(AliasEntry::previousId)
                .thenComparing(AliasEntry::userId))
        .toList();
  }

  /** The user whose person a previous id is; empty when it has no alias. */
  public Optional<String> userOf(String previousId) {
    return Optional.ofNullable(holding.get(previousId));
  }

  /** Previous ids whose alias to the user holds, in the order of their text. */
  public List<String> previousIdsOf(String userId) {
    return holding.entrySet().stream()
        .filter(alias -> alias.getValue().equals(userId))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Why the two cannot be made one, if so. */
  public Optional<String> refusal(String previousId, String userId) {
    if (previousId.equals(userId)) {
      return Optional.of("An id is no alias of itself.");
    }
    String holds = holding.get(previousId);
    if (holds != null) {
      return Optional.of(
          holds.equals(userId)
              ? "\"" + previousId + "\" is \"" + userId + "\" already."
              : "\"" + previousId + "\" is \"" + holds + "\" already: undo that first.");
    }
    if (holding.containsValue(previousId)) {
      return Optional.of(
          "\""
              + previousId
              + "\" has taken over "
              + previousIdsOf(previousId)
              + ": undo that first.");
    }
    String away = holding.get(userId);
    return away == null
        ? Optional.empty()
        : Optional.of("\"" + userId + "\" is itself \"" + away + "\": name that one.");
  }

  private void add(AliasOrder order, AliasOrder last) {
    boolean inForce = last.id() == order.id();
    switch (order.action()) {
      case UNDO ->
          add(
              order,
              Source.UNDO_ORDER,
              inForce ? State.IN_FORCE : State.REPLACED,
              Optional.empty());
      case MERGE -> {
        if (inForce) {
          Optional<String> refusal = accept(order.previousId(), order.userId());
          add(order, Source.MERGE_ORDER, state(refusal), refusal);
        } else {
          State state =
              last.action() == AliasOrder.Action.UNDO && last.userId().equals(order.userId())
                  ? State.UNDONE
                  : State.REPLACED;
          add(order, Source.MERGE_ORDER, state, Optional.of("By order " + last.id() + "."));
        }
      }
    }
  }

  private void add(AliasOrder order, Source source, State state, Optional<String> why) {
    entries.add(
        new AliasEntry(
            order.previousId(),
            order.userId(),
            source,
            state,
            why,
            order.orderedAt(),
            1,
            Optional.of(order.reason()),
            Optional.of(order.orderedBy())));
  }

  private void add(SentAlias alias, Optional<AliasOrder> last) {
    State state;
    Optional<String> why;
    if (last.isPresent()) {
      AliasOrder order = last.get();
      state =
          order.action() == AliasOrder.Action.UNDO && order.userId().equals(alias.userId())
              ? State.UNDONE
              : State.REPLACED;
      why = Optional.of("By order " + order.id() + ".");
    } else {
      why = accept(alias.previousId(), alias.userId());
      state = state(why);
    }
    entries.add(
        new AliasEntry(
            alias.previousId(),
            alias.userId(),
            Source.SDK,
            state,
            why,
            alias.firstAt(),
            alias.times(),
            Optional.empty(),
            Optional.empty()));
  }

  private static State state(Optional<String> refusal) {
    return refusal.isPresent() ? State.REFUSED : State.ACCEPTED;
  }

  private Optional<String> accept(String previousId, String userId) {
    Optional<String> refusal = refusal(previousId, userId);
    if (refusal.isEmpty()) {
      holding.put(previousId, userId);
    }
    return refusal;
  }
}
