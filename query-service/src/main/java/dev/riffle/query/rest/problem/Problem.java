package dev.riffle.query.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The body of every refusal: RFC 9457 with {@code code} and {@code errors} added.
 *
 * @param type address of the page that explains the problem, relative to this service
 * @param instance {@code urn:uuid:} and the request's id, as in the header {@code X-Request-Id}
 */
@JsonPropertyOrder({"type", "title", "status", "code", "detail", "instance", "errors"})
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    String instance,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {
  /** The content type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Seconds after which a retryable request may be tried again. */
  public static final int RETRY_AFTER_SECONDS = 2;

  public static Problem of(
      ProblemType type, String detail, List<FieldError> errors, String requestId) {
    return new Problem(
        type.page().toString(),
        type.title(),
        type.status(),
        type.code(),
        detail,
        "urn:uuid:" + requestId,
        List.copyOf(errors));
  }
}
