package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Name and password of a request, in any of the three places ClickHouse reads them from:
 * X-ClickHouse headers, Basic authorization, URL parameters.
 */
record Credentials(String user, String password) {

  @Override
  public String toString() {
    return "Credentials[user=" + user + "]";
  }

  /**
   * @param header value of a header by its name
   * @throws EngineException 516 when there are none or they cannot be read
   */
  static Credentials of(Map<String, String> url, Function<String, Optional<String>> header) {
    Optional<String> headerUser = header.apply("X-ClickHouse-User");
    if (headerUser.isPresent()) {
      return new Credentials(headerUser.get(), header.apply("X-ClickHouse-Key").orElse(""));
    }
    Optional<String> authorization = header.apply("Authorization");
    if (authorization.isPresent()) {
      return basic(authorization.get());
    }
    String user = url.get("user");
    if (user != null) {
      return new Credentials(user, url.getOrDefault("password", ""));
    }
    throw unreadable();
  }

  private static Credentials basic(String authorization) {
    if (!authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      throw unreadable();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(authorization.substring("basic ".length()).strip());
      String pair = new String(bytes, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      if (colon < 0) {
        throw unreadable();
      }
      return new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  private static EngineException unreadable() {
    return new EngineException(
        EngineException.AUTHENTICATION_FAILED,
        "AUTHENTICATION_FAILED",
        "Authentication failed: a user name and a password are needed.");
  }
}
