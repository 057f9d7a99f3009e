package dev.riffle.ingest.collect.http;

import dev.riffle.ingest.collect.CollectMetrics;
import dev.riffle.ingest.collect.Collector;
import dev.riffle.ingest.collect.admission.ByteBudget;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.protocol.Door;
import dev.riffle.ingest.collect.protocol.JsonReply;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.Executor;

/** Puts the doors on the router. */
public final class CollectRoutes {
  private final Edge edge;

  /**
   * @param executor where large bodies are decoded; must not be an event loop
   */
  public CollectRoutes(
      Collector collector, CollectMetrics metrics, EdgeLimits limits, Executor executor) {
    this.edge =
        new Edge(
            collector,
            metrics,
            limits,
            new ContentDecoder(limits.request().inflatedBytes()),
            new ByteBudget(limits.bodiesBytes()),
            executor);
  }

  /** What the exchanges share. */
  record Edge(
      Collector collector,
      CollectMetrics metrics,
      EdgeLimits limits,
      ContentDecoder decoder,
      ByteBudget budget,
      Executor executor) {}

  public void register(Router router, List<Door> doors) {
    for (Door door : doors) {
      for (String path : door.paths()) {
        for (String spelling : List.of(path, path + '/')) {
          router.route(HttpMethod.POST, spelling).handler(context -> open(door, path, context));
          router
              .route(HttpMethod.OPTIONS, spelling)
              .handler(context -> Cors.answerPreflight(context.request()));
        }
      }
      for (String path : door.queryPaths()) {
        for (String spelling : List.of(path, path + '/')) {
          router.route(HttpMethod.GET, spelling).handler(context -> open(door, path, context));
        }
      }
    }
    router.route().order(Integer.MAX_VALUE).handler(CollectRoutes::noDoor);
  }

  /** Also for a door's path with a method that it does not take. */
  private static void noDoor(RoutingContext context) {
    Problem problem = Problem.PATH_NOT_FOUND;
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(
            JsonReply.object(json -> {
              json.writeBooleanField("success", false);
              json.writeStringField("code", problem.code());
              json.writeStringField(
                  "message",
                  "no events are taken here; send them by POST, for example to /v1/batch");
            }));
  }

  private void open(Door door, String path, RoutingContext context) {
    new Exchange(edge, door, path, context.vertx(), context.request()).start();
  }
}
