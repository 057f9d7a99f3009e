package dev.riffle.query.rest;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import org.assertj.core.api.Assertions;

/** What every refusal has in common. */
final class ExpectedProblem {
  private ExpectedProblem() {}

  static ValidatableResponse in(ValidatableResponse reply, int status, String code) {
    String requestId = reply.extract().header("X-Request-Id");
    Assertions.assertThat(reply.extract().asString())
        .as("body of %s", code)
        .doesNotContain("dev.riffle", "java.", "com.fasterxml", "SELECT", "Exception");
    return reply
        .statusCode(status)
        .contentType(startsWith("application/problem+json"))
        .body("code", equalTo(code))
        .body("type", equalTo("/problems/" + code))
        .body("status", equalTo(status))
        .body("instance", equalTo("urn:uuid:" + requestId));
  }
}
