package dev.riffle.query.metadata;

import dev.riffle.query.alias.AliasOrder;

/** An order to be placed; {@code orderedBy} is the number of the key that was used. */
public record NewAliasOrder(
    String previousId, String userId, AliasOrder.Action action, String reason, long orderedBy) {}
