package dev.riffle.ingest.load.delivery;

import dev.riffle.ingest.load.table.LandedRows;

/** What came of an {@link Effect}. */
public sealed interface Answer {
  /** It is done. */
  record Done() implements Answer {}

  /** Nobody knows: it may have been done, not, in part, or still be on its way. */
  record Unknown() implements Answer {}

  /** The engine refused the rows for what they are; see {@link Effect.Insert}. */
  record Refused(int code) implements Answer {}

  /** What was read; to {@link Effect.ReadBack}. */
  record Landed(LandedRows rows) implements Answer {}
}
