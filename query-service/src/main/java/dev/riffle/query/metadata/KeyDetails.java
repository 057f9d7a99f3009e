package dev.riffle.query.metadata;

import dev.riffle.project.KeyScope;
import java.time.Instant;
import java.util.Optional;

/** A key as lists may show it: everything but its text, which only its owner has. */
public record KeyDetails(
    long id,
    KeyScope scope,
    KeyReach reach,
    String shownPrefix,
    String label,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt) {}
