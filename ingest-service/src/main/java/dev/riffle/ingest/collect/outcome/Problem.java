package dev.riffle.ingest.collect.outcome;

import java.lang.System.Logger.Level;
import java.util.Locale;

/** Every way in which a whole request can fail, with what the sender and the operator need. */
public enum Problem {
  MISSING_KEY(401, false, Level.DEBUG),
  UNKNOWN_KEY(401, false, Level.DEBUG),
  KEYS_UNAVAILABLE(503, true, Level.WARNING),
  INVALID_JSON(400, false, Level.DEBUG),
  INVALID_ENCODING(400, false, Level.DEBUG),
  INVALID_REQUEST(400, false, Level.DEBUG),
  INVALID_EVENTS(400, false, Level.DEBUG),
  PATH_NOT_FOUND(404, false, Level.DEBUG),
  BODY_TOO_LARGE(413, false, Level.DEBUG),
  TOO_MANY_EVENTS(413, false, Level.DEBUG),
  UNSUPPORTED_ENCODING(415, false, Level.DEBUG),
  /** Not 408: the browser libraries of PostHog, Mixpanel and RudderStack then drop the events. */
  BODY_TIMEOUT(503, true, Level.DEBUG),
  /** The key sends more events than its rate allows. */
  RATE_LIMITED(429, true, Level.DEBUG),
  /** It is crowded, and most of what is on its way came with this key. */
  KEY_CROWDS_OUT(429, true, Level.DEBUG),
  /** Too many requests with keys that are not known come from one network. */
  TOO_MANY_UNKNOWN_KEYS(429, true, Level.DEBUG),
  OVERLOADED(503, true, Level.WARNING),
  LOG_UNAVAILABLE(503, true, Level.WARNING),
  INTERNAL(500, true, Level.ERROR);

  private final int status;
  private final boolean retryable;
  private final Level logLevel;

  Problem(int status, boolean retryable, Level logLevel) {
    this.status = status;
    this.retryable = retryable;
    this.logLevel = logLevel;
  }

  /** The stable word for the problem, such as {@code ingest-unknown-key}. */
  public String code() {
    return "ingest-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** HTTP status, unless a vendor's library needs another one. */
  public int status() {
    return status;
  }

  /** True when the same request may succeed later. */
  public boolean retryable() {
    return retryable;
  }

  public Level logLevel() {
    return logLevel;
  }

  /** The page that explains the problem, in the repository. */
  public String page() {
    return "docs/problems/" + code() + ".md";
  }
}
