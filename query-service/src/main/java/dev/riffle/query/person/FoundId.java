package dev.riffle.query.person;

import java.time.Instant;

/** An id that was received, with the event times of its first and last record. */
public record FoundId(IdKind kind, String id, Instant firstSeen, Instant lastSeen) {}
