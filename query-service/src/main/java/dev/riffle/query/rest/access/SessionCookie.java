package dev.riffle.query.rest.access;

import dev.riffle.project.ApiKey;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;

/**
 * The key of whoever has signed in on the page, kept where its scripts cannot read it. Nothing of a
 * session is stored: revoking the key ends it.
 *
 * <p>A browser adds a cookie to whatever another page makes it send. So it counts only beside
 * {@value #PAGE_HEADER}, which a page of another origin cannot send without being allowed to by
 * CORS, and nobody is. {@code SameSite} alone would not do: to a browser, pages on other ports of
 * one host are the same site.
 */
final class SessionCookie {
  static final String NAME = "riffle_session";

  /** Its value means nothing. */
  static final String PAGE_HEADER = "X-Riffle-Page";

  private static final Duration LIFE = Duration.ofDays(30);

  private SessionCookie() {}

  /** The text of the session's key, when the request comes from the page. */
  static Optional<String> keyIn(ContainerRequestContext request) {
    Cookie cookie = request.getCookies().get(NAME);
    return cookie == null || request.getHeaderString(PAGE_HEADER) == null
        ? Optional.empty()
        : Optional.of(cookie.getValue());
  }

  /**
   * @param secure whether the page came by https; the browser then keeps it from plain http
   */
  static NewCookie begin(ApiKey key, boolean secure) {
    return cookie(key.text(), LIFE, secure);
  }

  static NewCookie end(boolean secure) {
    return cookie("", Duration.ZERO, secure);
  }

  private static NewCookie cookie(String value, Duration life, boolean secure) {
    return new NewCookie.Builder(NAME)
        .value(value)
        .path("/")
        .maxAge(Math.toIntExact(life.toSeconds()))
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .secure(secure)
        .build();
  }
}
