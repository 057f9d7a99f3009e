package dev.riffle.ingest.load.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which aliases of one project hold. A pure function of the set of statements. Immutable.
 *
 * <p>Aliases do not chain: in the order of time, previous id and user id, one is refused when its
 * previous id has an alias or is the user of one, or when its user has an alias. The last order for
 * a previous id decides alone about that id, whatever SDKs say of it; merges that are ordered come
 * before all aliases of SDKs.
 */
final class Aliases {
  static final Aliases NONE = of(List.of(), List.of());

  private final Map<String, Alias> holding;
  private final List<Alias> refused;

  private Aliases(Map<String, Alias> holding, List<Alias> refused) {
    this.holding = holding;
    this.refused = refused;
  }

  static Aliases of(Collection<Alias> sent, Collection<AliasOrder> orders) {
    Map<String, AliasOrder> lastOrders = new LinkedHashMap<>();
    orders.stream()
        .sorted(Comparator.comparingLong(AliasOrder::id))
        .forEach(order -> {
          lastOrders.remove(order.previousId());
          lastOrders.put(order.previousId(), order);
        });
    List<Alias> candidates = new ArrayList<>();
    for (AliasOrder order : lastOrders.values()) {
      switch (order.action()) {
        case MERGE ->
            candidates.add(new Alias(order.previousId(), order.userId(), order.orderedAtMillis()));
        case UNDO -> {}
      }
    }
    sent.stream()
        .filter(alias -> !lastOrders.containsKey(alias.previousId()))
        .sorted(Alias.ORDER)
        .forEach(candidates::add);
    return accepted(candidates);
  }

  private static Aliases accepted(List<Alias> candidates) {
    Map<String, Alias> holding = new HashMap<>();
    Set<String> users = new HashSet<>();
    List<Alias> refused = new ArrayList<>();
    for (Alias alias : candidates) {
      String previous = alias.previousId();
      if (previous.equals(alias.userId())) {
        continue;
      }
      if (holding.containsKey(previous)
          || users.contains(previous)
          || holding.containsKey(alias.userId())) {
        refused.add(alias);
      } else {
        holding.put(previous, alias);
        users.add(alias.userId());
      }
    }
    return new Aliases(Map.copyOf(holding), List.copyOf(refused));
  }

  /** The user that an id stands for: itself, unless it has an alias. */
  String userOf(String id) {
    Alias alias = holding.get(id);
    return alias == null ? id : alias.userId();
  }

  Collection<Alias> holding() {
    return holding.values();
  }

  /** Those that would chain, or repeat another; they change nothing. */
  List<Alias> refused() {
    return refused;
  }
}
