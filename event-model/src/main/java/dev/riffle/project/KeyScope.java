package dev.riffle.project;

import java.util.Optional;

/**
 * What an API key may do. The prefix of its text says which, so that a person can tell keys apart.
 */
public enum KeyScope {
  /** Post events, nothing else. Public by nature: it stands in browsers and apps. */
  WRITE("wk_"),
  /** Ask questions of one project. */
  READ("rk_"),
  /** Ask questions, and administer projects and keys. */
  ADMIN("ak_");

  private final String prefix;

  KeyScope(String prefix) {
    this.prefix = prefix;
  }

  public String prefix() {
    return prefix;
  }

  /** The scope that the key's text claims; empty when it is no key of ours. */
  public static Optional<KeyScope> of(String keyText) {
    for (KeyScope scope : values()) {
      if (keyText.startsWith(scope.prefix)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }
}
