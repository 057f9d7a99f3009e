package dev.riffle.ingest.load.identity;

import dev.riffle.event.Sender;
import dev.riffle.event.history.PropertyHistory;

/** A sender as {@code persons} has it. */
record StoredSender(int project, Sender sender, int number, PropertyHistory history) {}
