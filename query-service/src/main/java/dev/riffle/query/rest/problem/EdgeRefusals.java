package dev.riffle.query.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Words the refusals that happen before or after the resources as problems too. */
@ApplicationScoped
class EdgeRefusals {
  /** Largest body, in bytes; the same as {@code quarkus.http.limits.max-body-size}. */
  static final long MAX_BODY_BYTES = 1024 * 1024;

  // after RequestId, before the framework's own check of the length, which answers without a body
  private static final int EARLY = 900;
  private static final int LAST = Integer.MAX_VALUE;

  private final ProblemLog log;
  private final ObjectMapper json;

  EdgeRefusals(ProblemLog log, ObjectMapper json) {
    this.log = log;
    this.json = json;
  }

  void beforeResources(@Observes Filters filters) {
    filters.register(
        context -> {
          if (declaredLength(context) > MAX_BODY_BYTES) {
            context.response().putHeader("Connection", "close");
            refuse(413, context);
          } else if (isEncoded(context)) {
            refuse(415, context);
          } else {
            context.next();
          }
        },
        EARLY);
  }

  void afterResources(@Observes Router router) {
    router.route().order(LAST).handler(context -> refuse(404, context));
  }

  private void refuse(int status, RoutingContext context) {
    HttpRefusal refusal = HttpRefusal.of(status, context).orElseThrow();
    String requestId = RequestId.of(context);
    log.record(refusal.type(), requestId, "", null);
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(text(Problem.of(refusal.type(), refusal.detail(), List.of(), requestId)));
  }

  private String text(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is plain JSON", e);
    }
  }

  private static boolean isEncoded(RoutingContext context) {
    String encoding = context.request().getHeader("Content-Encoding");
    return encoding != null && !encoding.equalsIgnoreCase("identity");
  }

  private static long declaredLength(RoutingContext context) {
    String length = context.request().getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
