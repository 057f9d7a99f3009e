package dev.riffle.ingest.collect.http;

import dev.riffle.ingest.collect.admission.KeyHolder;
import dev.riffle.ingest.collect.live.LiveEnd;
import dev.riffle.ingest.collect.live.LiveFilter;
import dev.riffle.ingest.collect.live.LiveLimits;
import dev.riffle.ingest.collect.live.LiveMetrics;
import dev.riffle.ingest.collect.live.LiveView;
import dev.riffle.ingest.collect.live.ServerSentEvents;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One viewer's stream. Looks into the ring several times a second, for as long as its client takes
 * what it is sent: so events that come faster are left out, and nothing waits for a slow viewer.
 * All fields belong to the event loop.
 */
final class LiveStream {
  private static final long LOOK_MILLIS = 100;

  /** At most so many events each time. */
  private static final int EVENTS_MAX = 200;

  /** How long a revoked key still watches is this and the life of a cached look-up. */
  private static final long KEY_CHECK_NANOS = 1_000_000_000L;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Viewer viewer;
  private final LiveLimits limits;
  private final LiveMetrics metrics;
  private final Context eventLoop;
  private Runnable onEnd = () -> {};
  private long timer;
  private long writtenAt = System.nanoTime();
  private long takenAt = writtenAt;
  private long keyCheckedAt = writtenAt;
  private boolean checkingKey;
  private boolean ended;

  /**
   * Who watches, and what.
   *
   * @param view closed with the stream
   */
  record Viewer(LiveView view, LiveFilter filter, KeyCheck keyCheck) {}

  /** Asks again who holds the viewer's key. */
  @FunctionalInterface
  interface KeyCheck {
    CompletionStage<KeyHolder> holder();
  }

  LiveStream(
      Vertx vertx,
      HttpServerRequest request,
      Viewer viewer,
      LiveLimits limits,
      LiveMetrics metrics) {
    this.vertx = vertx;
    this.request = request;
    this.viewer = viewer;
    this.limits = limits;
    this.metrics = metrics;
    this.eventLoop = vertx.getOrCreateContext();
  }

  /**
   * @param whenEnded called once
   */
  void start(Runnable whenEnded) {
    onEnd = whenEnded;
    HttpServerResponse response = request.response();
    response.closeHandler(_ -> ended(LiveEnd.CLIENT));
    response.exceptionHandler(_ -> ended(LiveEnd.CLIENT));
    Cors.allow(request, response);
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        // nginx would else collect events before it passes them on
        .putHeader("X-Accel-Buffering", "no");
    write(ServerSentEvents.OPENING);
    timer = vertx.setPeriodic(LOOK_MILLIS, _ -> look());
  }

  /** The service stops. May be called on any thread. */
  void end() {
    eventLoop.runOnContext(_ -> end(LiveEnd.STOPPING));
  }

  private void look() {
    long now = System.nanoTime();
    if (request.response().writeQueueFull()) {
      if (now - takenAt > limits.stalled().toNanos()) {
        ended(LiveEnd.STALLED);
        request.connection().close();
      }
      return;
    }
    takenAt = now;
    List<LiveView.Item> items = viewer.view().read(EVENTS_MAX);
    String text = ServerSentEvents.of(items, viewer.filter());
    metrics.leftOut(items);
    if (!text.isEmpty()) {
      write(text);
    } else if (now - writtenAt > limits.heartbeat().toNanos()) {
      write(ServerSentEvents.heartbeat(viewer.view().position()));
    }
    if (now - keyCheckedAt > KEY_CHECK_NANOS) {
      checkKey(now);
    }
  }

  /** While keys cannot be looked up, who watches goes on watching. */
  private void checkKey(long now) {
    if (checkingKey) {
      return;
    }
    checkingKey = true;
    keyCheckedAt = now;
    CompletionStage<Void> _ =
        viewer
            .keyCheck()
            .holder()
            .thenAccept(holder ->
                eventLoop.runOnContext(_ -> {
                  checkingKey = false;
                  if (holder instanceof KeyHolder.Nobody) {
                    end(LiveEnd.KEY);
                  }
                }));
  }

  private void end(LiveEnd reason) {
    if (!ended) {
      ended(reason);
      request.response().end();
    }
  }

  private void ended(LiveEnd reason) {
    if (!ended) {
      ended = true;
      vertx.cancelTimer(timer);
      viewer.view().close();
      metrics.ended(reason);
      onEnd.run();
    }
  }

  private void write(String text) {
    writtenAt = System.nanoTime();
    var _ = request.response().write(text);
  }
}
