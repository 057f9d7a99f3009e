package dev.riffle.query.rest.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/** Gives each request an id, which the reply carries as {@code X-Request-Id}, whatever happens. */
@ApplicationScoped
public class RequestId {
  static final String HEADER = "X-Request-Id";
  private static final String SLOT = RequestId.class.getName();
  // before all else, so that no reply is without
  private static final int FIRST = 1000;

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          String id = UUID.randomUUID().toString();
          context.put(SLOT, id);
          context.response().putHeader(HEADER, id);
          context.next();
        },
        FIRST);
  }

  /** The id of this request. */
  public static String of(RoutingContext context) {
    String id = context.get(SLOT);
    return id == null ? new UUID(0, 0).toString() : id;
  }
}
