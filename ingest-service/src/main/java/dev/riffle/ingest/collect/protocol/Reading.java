package dev.riffle.ingest.collect.protocol;

import dev.riffle.ingest.collect.outcome.Rejection;

/** What a door made of one event of a request: an event, or the reason why it is none. */
public sealed interface Reading permits ReceivedEvent, Reading.Unreadable {
  /** An event that the door itself refuses. */
  record Unreadable(Rejection rejection) implements Reading {}
}
