package dev.riffle.query.rest.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The problem that stands for a status with which the HTTP layer refuses a request by itself. */
record HttpRefusal(ProblemType type, String detail) {

  static Optional<HttpRefusal> of(int status, RoutingContext context) {
    return switch (status) {
      case 400 ->
          Optional.of(new HttpRefusal(ProblemType.INVALID_PARAMETER, "The request is malformed."));
      case 404 ->
          Optional.of(
              new HttpRefusal(
                  ProblemType.PATH_NOT_FOUND,
                  "No resource has this path. /q/swagger-ui lists those that there are."));
      case 405 ->
          Optional.of(
              new HttpRefusal(
                  ProblemType.METHOD_NOT_ALLOWED,
                  "This path has no method " + context.request().method().name() + "."));
      case 406 ->
          Optional.of(new HttpRefusal(ProblemType.NOT_ACCEPTABLE, "Answers are application/json."));
      case 413 ->
          Optional.of(
              new HttpRefusal(
                  ProblemType.BODY_TOO_LARGE, "A body has at most 1 MB (1,048,576 bytes)."));
      case 415 ->
          Optional.of(
              new HttpRefusal(
                  ProblemType.UNSUPPORTED_MEDIA_TYPE,
                  "Send Content-Type: application/json, without Content-Encoding."));
      default -> Optional.empty();
    };
  }
}
