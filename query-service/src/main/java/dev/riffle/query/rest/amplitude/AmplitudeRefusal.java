package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.RefusalShape;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * How Amplitude says no: {@code code}, {@code error}, and {@code missing_field} when one is; as its
 * reference of the HTTP API has it. That of the Dashboard REST API names statuses only.
 */
@Singleton
class AmplitudeRefusal implements RefusalShape {
  static final String MISSING = "missing";

  /** The body. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Body(
      int code, String error, @JsonProperty("missing_field") Optional<String> missingField) {}

  @Override
  public boolean isSpokenAt(String path) {
    return path.startsWith("/api/2/");
  }

  @Override
  public Object body(ProblemException problem) {
    Optional<String> missing =
        problem.errors().stream()
            .filter(error -> error.code().equals(MISSING) && error.pointer().startsWith("?"))
            .map(error -> error.pointer().substring(1))
            .findFirst();
    return new Body(problem.type().status(), problem.detail(), missing);
  }
}
