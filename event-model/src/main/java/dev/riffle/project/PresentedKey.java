package dev.riffle.project;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of a key as a request presents it in its {@code Authorization} header. Pure. */
public final class PresentedKey {
  private PresentedKey() {}

  /** {@code Bearer <key>}, or {@code Basic} with the key as user name; empty when neither. */
  public static Optional<String> in(String authorization) {
    return switch (scheme(authorization)) {
      case "bearer" -> Optional.of(credentials(authorization));
      case "basic" -> userName(credentials(authorization));
      default -> Optional.empty();
    };
  }

  /**
   * The user name of {@code Basic}, the empty text when it cannot be read; empty when there is no
   * header, or one of another scheme.
   */
  public static Optional<String> inBasic(@Nullable String authorization) {
    return authorization != null && scheme(authorization).equals("basic")
        ? Optional.of(userName(credentials(authorization)).orElse(""))
        : Optional.empty();
  }

  /** The password of {@code Basic}; empty when there is none, or it cannot be read. */
  public static Optional<String> passwordInBasic(@Nullable String authorization) {
    if (authorization == null || !scheme(authorization).equals("basic")) {
      return Optional.empty();
    }
    return pair(credentials(authorization))
        .filter(pair -> pair.indexOf(':') >= 0)
        .map(pair -> pair.substring(pair.indexOf(':') + 1))
        .filter(password -> !password.isEmpty());
  }

  private static String scheme(String authorization) {
    int space = authorization.indexOf(' ');
    return space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
  }

  private static String credentials(String authorization) {
    return authorization.substring(authorization.indexOf(' ') + 1).strip();
  }

  private static Optional<String> userName(String credentials) {
    return pair(credentials)
        .map(pair -> pair.indexOf(':') < 0 ? pair : pair.substring(0, pair.indexOf(':')));
  }

  private static Optional<String> pair(String credentials) {
    try {
      return Optional.of(
          new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
