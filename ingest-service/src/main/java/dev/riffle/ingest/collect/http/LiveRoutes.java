package dev.riffle.ingest.collect.http;

import dev.riffle.ingest.collect.admission.KeyHolder;
import dev.riffle.ingest.collect.admission.Keys;
import dev.riffle.ingest.collect.live.LiveFeed;
import dev.riffle.ingest.collect.live.LiveFilter;
import dev.riffle.ingest.collect.live.LiveLimits;
import dev.riffle.ingest.collect.live.LiveMetrics;
import dev.riffle.ingest.collect.live.LiveOutcome;
import dev.riffle.ingest.collect.live.LiveView;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.Refusal;
import dev.riffle.project.PresentedKey;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/live}: what arrives for the key's project, as server-sent events. Thread-safe.
 */
public final class LiveRoutes {
  static final String PATH = "/api/v1/live";

  private final LiveFeed feed;
  private final Keys readers;
  private final LiveLimits limits;
  private final LiveMetrics metrics;
  private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  /**
   * @param readers knows who may read a project
   */
  public LiveRoutes(LiveFeed feed, Keys readers, LiveLimits limits, LiveMetrics metrics) {
    this.feed = feed;
    this.readers = readers;
    this.limits = limits;
    this.metrics = metrics;
  }

  public void register(Router router) {
    router.route(HttpMethod.GET, PATH).handler(this::admit);
    router
        .route(HttpMethod.OPTIONS, PATH)
        .handler(context -> Cors.answerPreflight(context.request()));
  }

  /** The service stops: ends all streams, which would else keep it waiting, and opens no more. */
  public void end() {
    ending = true;
    open.forEach(LiveStream::end);
  }

  /** A browser's EventSource cannot send headers: it has the key in the query. */
  private static Optional<String> presentedKey(HttpServerRequest request) {
    String authorization = request.getHeader("Authorization");
    return authorization == null
        ? Optional.ofNullable(request.getParam("key")).filter(key -> !key.isEmpty())
        : PresentedKey.in(authorization);
  }

  private void admit(RoutingContext context) {
    HttpServerRequest request = context.request();
    Context eventLoop = context.vertx().getOrCreateContext();
    // Quarkus hands it over paused, and then its end would not be seen
    request.resume();
    Optional<String> key = presentedKey(request);
    Optional<LiveFilter> filter = filter(context.queryParams());
    if (key.isEmpty()) {
      refuse(
          request,
          Problem.MISSING_KEY,
          "send a read or an admin key as \"Authorization: Bearer <key>\", or as ?key=");
    } else if (filter.isEmpty()) {
      refuse(request, Problem.INVALID_REQUEST, "outcome is accepted or rejected");
    } else {
      String network = ClientNetwork.of(request.remoteAddress());
      CompletionStage<Void> _ =
          readers
              .holder(key.get(), network)
              .thenAccept(holder ->
                  eventLoop.runOnContext(_ -> {
                    switch (holder) {
                      case KeyHolder.Project project ->
                          open(
                              context,
                              project,
                              filter.get(),
                              () -> readers.holder(key.get(), network));
                      case KeyHolder.Nobody _ ->
                          refuse(
                              request,
                              Problem.UNKNOWN_KEY,
                              "the key is unknown or revoked, or a write key (wk_), which cannot"
                                  + " read; needed is a read key (rk_) or an admin key (ak_)");
                      case KeyHolder.Unavailable _ ->
                          refuse(
                              request,
                              Problem.KEYS_UNAVAILABLE,
                              "API keys cannot be looked up at the moment");
                      case KeyHolder.Throttled _ ->
                          refuse(
                              request,
                              Problem.TOO_MANY_UNKNOWN_KEYS,
                              "too many requests with unknown keys came from this network");
                    }
                  }));
    }
  }

  private void open(
      RoutingContext context,
      KeyHolder.Project holder,
      LiveFilter filter,
      LiveStream.KeyCheck keyCheck) {
    HttpServerRequest request = context.request();
    if (request.response().closed()) {
      return;
    }
    String lastSeen = request.getHeader("Last-Event-ID");
    Optional<LiveView> view =
        ending ? Optional.empty() : feed.open(holder.project(), lastSeen == null ? "" : lastSeen);
    if (view.isEmpty()) {
      refuse(
          request,
          Problem.OVERLOADED,
          "as many streams are open as this process allows, or it is about to stop");
      return;
    }
    LiveStream.Viewer viewer = new LiveStream.Viewer(view.get(), filter, keyCheck);
    LiveStream stream = new LiveStream(context.vertx(), request, viewer, limits, metrics);
    open.add(stream);
    stream.start(() -> open.remove(stream));
    if (ending) {
      stream.end();
    }
  }

  private void refuse(HttpServerRequest request, Problem problem, String detail) {
    metrics.refused(problem);
    ProblemReply.send(request, new Refusal(problem, "", detail));
  }

  /** Empty when a part of it is none. */
  private static Optional<LiveFilter> filter(MultiMap parameters) {
    Optional<String> outcome = present(parameters.get("outcome"));
    Optional<LiveOutcome> wanted = outcome.flatMap(LiveOutcome::of);
    return outcome.isPresent() && wanted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LiveFilter(
                present(parameters.get("event")), wanted, present(parameters.get("userId"))));
  }

  private static Optional<String> present(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isEmpty());
  }
}
