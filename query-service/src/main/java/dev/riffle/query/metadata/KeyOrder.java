package dev.riffle.query.metadata;

import dev.riffle.project.KeyScope;
import java.time.Instant;
import java.util.Optional;

/** What somebody wants a new key to be. Only an admin key may reach the whole installation. */
public record KeyOrder(KeyScope scope, KeyReach reach, String label, Optional<Instant> expiresAt) {
  /** Longest label, in characters. */
  public static final int MAX_LABEL_LENGTH = 200;

  public KeyOrder {
    if (reach == KeyReach.INSTALLATION && scope != KeyScope.ADMIN) {
      throw new IllegalArgumentException("only an admin key may reach the installation");
    }
    if (label.length() > MAX_LABEL_LENGTH) {
      throw new IllegalArgumentException("a label has at most 200 characters");
    }
  }
}
