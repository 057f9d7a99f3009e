package dev.riffle.ingest.collect.http;

import dev.riffle.ingest.collect.CollectMetrics;
import dev.riffle.ingest.collect.Collector;
import dev.riffle.ingest.collect.admission.ByteBudget;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.protocol.Door;
import dev.riffle.ingest.collect.protocol.DoorsAtPath;
import dev.riffle.ingest.collect.protocol.JsonReply;
import dev.riffle.ingest.collect.protocol.RemoteConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** Puts the doors on the router, and what their libraries fetch. */
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

  public void register(Router router, List<Door> doors, List<RemoteConfig> configs) {
    for (DoorsAtPath taking : DoorsAtPath.of(doors, Door::paths)) {
      for (String spelling : spellings(taking.path())) {
        router.route(HttpMethod.POST, spelling).handler(context -> open(taking, context));
        allowPreflight(router, spelling);
      }
    }
    for (DoorsAtPath taking : DoorsAtPath.of(doors, Door::queryPaths)) {
      for (String spelling : spellings(taking.path())) {
        router.route(HttpMethod.GET, spelling).handler(context -> open(taking, context));
      }
    }
    for (RemoteConfig config : configs) {
      for (String spelling : spellings(config.path())) {
        router.route(HttpMethod.GET, spelling).handler(context -> answer(config, context));
        allowPreflight(router, spelling);
      }
    }
    router.route().order(Integer.MAX_VALUE).handler(CollectRoutes::noDoor);
  }

  private static List<String> spellings(String path) {
    return path.equals("/") ? List.of(path) : List.of(path, path + '/');
  }

  private static void allowPreflight(Router router, String path) {
    router
        .route(HttpMethod.OPTIONS, path)
        .handler(context -> Cors.answerPreflight(context.request()));
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

  private void open(DoorsAtPath doors, RoutingContext context) {
    new Exchange(edge, doors, context.vertx(), context.request()).start();
  }

  private void answer(RemoteConfig config, RoutingContext context) {
    long startedAt = System.nanoTime();
    String key = context.request().getParam(config.keyParameter(), "");
    Cors.allow(context.request(), context.response());
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, config.contentType())
        .end(config.body().apply(key));
    edge.metrics()
        .finished(config.vendor(), 200, 0, Duration.ofNanos(System.nanoTime() - startedAt));
  }
}
