package dev.riffle.query.rest;

import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id that whoever asks has chosen for the answer, so as to follow or cancel the question before
 * the answer is there.
 */
@Singleton
class QueryIdHeader {
  static final String NAME = "X-Riffle-Query-Id";

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final CurrentVertxRequest current;

  QueryIdHeader(CurrentVertxRequest current) {
    this.current = current;
  }

  /**
   * Of the request that this thread answers; empty when it says none.
   *
   * @throws ProblemException when it is not a UUID, or there are several
   */
  Optional<String> chosen() {
    return of(current.getCurrent().request().headers().getAll(NAME));
  }

  static Optional<String> of(List<String> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1 || !UUID.matcher(values.getFirst()).matches()) {
      throw new ProblemException(
          ProblemType.INVALID_QUERY_ID,
          "%s is one UUID, such as 31f300ec-8287-4cc9-a769-e37facaa7dba.".formatted(NAME));
    }
    return Optional.of(values.getFirst());
  }
}
