package dev.riffle.ingest.collect.outcome;

import dev.riffle.event.EventRecord;

/** What became of one event of a request. */
public sealed interface Outcome permits Outcome.Accepted, Rejection {
  /** The event may be published. */
  record Accepted(EventRecord event) implements Outcome {}
}
