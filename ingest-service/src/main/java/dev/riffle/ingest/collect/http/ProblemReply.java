package dev.riffle.ingest.collect.http;

import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.Refusal;
import dev.riffle.ingest.collect.protocol.JsonReply;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** A refusal of our own API, as problem details (RFC 9457). */
final class ProblemReply {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private ProblemReply() {}

  static void send(HttpServerRequest request, Refusal refusal) {
    Problem problem = refusal.problem();
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    Cors.allow(request, response);
    response.setStatusCode(problem.status()).putHeader("Content-Type", "application/problem+json");
    if (problem.retryable()) {
      response.putHeader("Retry-After", Long.toString(RETRY_AFTER.toSeconds()));
    }
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    response.end(
        JsonReply.object(json -> {
          json.writeStringField("type", problem.page());
          json.writeNumberField("status", problem.status());
          json.writeStringField("code", problem.code());
          json.writeStringField("detail", refusal.message());
        }));
  }
}
