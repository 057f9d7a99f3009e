package dev.riffle.query.catalog;

import java.time.Instant;

/** An event that the project has sent. */
public record EventEntry(String name, long count, Instant firstSeen, Instant lastSeen) {}
