package dev.riffle.query.rest.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The text of a key as a request presents it in its {@code Authorization} header. */
final class PresentedKey {
  private PresentedKey() {}

  /** {@code Bearer <key>}, or {@code Basic} with the key as user name; empty when neither. */
  static Optional<String> in(String authorization) {
    int space = authorization.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String rest = authorization.substring(space + 1).trim();
    return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "bearer" -> Optional.of(rest);
      case "basic" -> userName(rest);
      default -> Optional.empty();
    };
  }

  private static Optional<String> userName(String credentials) {
    try {
      String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return Optional.of(colon < 0 ? pair : pair.substring(0, colon));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
