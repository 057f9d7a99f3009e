package dev.riffle.ingest.load.audit;

/**
 * Port: what is in {@code events}. May throw {@link dev.riffle.ingest.load.table.EngineException}.
 */
@FunctionalInterface
public interface StoredRows {
  /** The rows of one part with offsets in {@code [from, to)}. */
  FoundRows find(int part, long from, long to);
}
