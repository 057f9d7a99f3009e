package dev.riffle.query.rest;

import dev.riffle.query.engine.Cancellation;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks every quarter of a second whether the connection of the request is still there. It asks the
 * response instead of being told by it, because a response tells only one of those who want to
 * know.
 */
@Singleton
class ConnectionWatch implements AskerWatch {
  static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final CurrentVertxRequest current;

  ConnectionWatch(CurrentVertxRequest current) {
    this.current = current;
  }

  @Override
  public <T> T whileThere(Cancellation cancellation, Supplier<T> question) {
    Optional<HttpServerResponse> response = response();
    if (response.isEmpty()) {
      return cancellation.during(question);
    }
    CountDownLatch answered = new CountDownLatch(1);
    Thread.startVirtualThread(() -> watch(response.get(), answered, cancellation));
    try {
      return cancellation.during(question);
    } finally {
      answered.countDown();
    }
  }

  /** Empty when a stream goes on after its request has been left. */
  private Optional<HttpServerResponse> response() {
    return Arc.container().requestContext().isActive()
        ? Optional.ofNullable(current.getCurrent()).map(RoutingContext::response)
        : Optional.empty();
  }

  private static void watch(
      HttpServerResponse response, CountDownLatch answered, Cancellation cancellation) {
    try {
      while (!answered.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (response.closed()) {
          cancellation.cancel();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
