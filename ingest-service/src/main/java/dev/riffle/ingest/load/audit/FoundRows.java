package dev.riffle.ingest.load.audit;

/**
 * What the engine says is in a range of offsets.
 *
 * @param offsets different offsets
 * @param ingestIds different ingest ids
 */
public record FoundRows(RowSum sum, long offsets, long ingestIds) {}
