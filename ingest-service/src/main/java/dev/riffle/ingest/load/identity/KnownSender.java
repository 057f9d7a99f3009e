package dev.riffle.ingest.load.identity;

import dev.riffle.event.history.PropertyHistory;

/**
 * A sender that has sent something.
 *
 * @param number dense number, the column {@code aid}
 * @param history its own changes of user properties
 */
record KnownSender(int number, PropertyHistory history) {}
