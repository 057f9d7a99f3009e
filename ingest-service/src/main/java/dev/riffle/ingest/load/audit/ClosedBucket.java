package dev.riffle.ingest.load.audit;

/** A bucket that the loader has left behind, and the rows that it must have in {@code events}. */
public record ClosedBucket(Bucket bucket, RowSum expected) {}
