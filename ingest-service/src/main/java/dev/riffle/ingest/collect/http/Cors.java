package dev.riffle.ingest.collect.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Lets pages of any origin post events. A write key is public and opens nothing else. Credentials
 * are allowed as the browser libraries of Mixpanel ask for them, and take a reply without that for
 * a failure; no cookie is ever read or set, so they open nothing.
 */
final class Cors {
  private static final String ORIGIN = "Origin";
  private static final String METHODS = "GET, POST, OPTIONS";
  private static final String USUAL_HEADERS =
      "content-type, content-encoding, authorization, x-retry-count, cross-origin-resource-policy, "
          + "anonymousid, sentat";
  private static final String MAX_AGE_SECONDS = "7200";

  private Cors() {}

  /** Adds to a reply what the browser needs to hand it to the page. */
  static void allow(HttpServerRequest request, HttpServerResponse response) {
    String origin = request.getHeader(ORIGIN);
    if (origin != null) {
      response.putHeader("Access-Control-Allow-Origin", origin);
      response.putHeader("Access-Control-Allow-Credentials", "true");
      response.putHeader("Vary", ORIGIN);
      response.putHeader("Access-Control-Expose-Headers", "Retry-After, ETag");
    }
  }

  /** Answers a preflight: whatever headers the library wants to send, it may. */
  static void answerPreflight(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    allow(request, response);
    String headers = request.getHeader("Access-Control-Request-Headers");
    response
        .putHeader("Access-Control-Allow-Methods", METHODS)
        .putHeader("Access-Control-Allow-Headers", headers == null ? USUAL_HEADERS : headers)
        .putHeader("Access-Control-Max-Age", MAX_AGE_SECONDS)
        .setStatusCode(204)
        .end();
  }
}
