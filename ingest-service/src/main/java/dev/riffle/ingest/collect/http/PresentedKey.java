package dev.riffle.ingest.collect.http;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The text of the key with which a request comes. Pure. */
final class PresentedKey {
  private PresentedKey() {}

  /**
   * From {@code Authorization: Bearer}, or {@code Basic} with the key as user name; else from
   * {@code ?key=}, for a browser's EventSource, which cannot send headers. Empty when in none.
   */
  static Optional<String> of(HttpServerRequest request) {
    String authorization = request.getHeader("Authorization");
    return authorization == null
        ? Optional.ofNullable(request.getParam("key")).filter(key -> !key.isEmpty())
        : in(authorization);
  }

  static Optional<String> in(String authorization) {
    int space = authorization.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String rest = authorization.substring(space + 1).strip();
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
