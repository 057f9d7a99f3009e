package dev.riffle.ingest.collect.protocol;

import java.time.Duration;

/**
 * An HTTP reply.
 *
 * @param contentType value of the header
 * @param retryAfter value of the header; zero for none
 */
public record Reply(int status, String contentType, String body, Duration retryAfter) {
  public static Reply json(int status, String json, Duration retryAfter) {
    return new Reply(status, "application/json", json, retryAfter);
  }

  public static Reply text(int status, String text, Duration retryAfter) {
    return new Reply(status, "text/plain; charset=utf-8", text, retryAfter);
  }
}
