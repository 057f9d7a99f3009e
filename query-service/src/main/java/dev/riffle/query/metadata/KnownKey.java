package dev.riffle.query.metadata;

import dev.riffle.project.KeyScope;
import java.time.Instant;
import java.util.Optional;

/** Who a presented key is: its project, and what it may do. Holds nothing of the key's text. */
public record KnownKey(
    long id, ProjectDetails project, KeyScope scope, KeyReach reach, Optional<Instant> expiresAt) {

  boolean expiredAt(Instant now) {
    return expiresAt.isPresent() && !expiresAt.get().isAfter(now);
  }
}
