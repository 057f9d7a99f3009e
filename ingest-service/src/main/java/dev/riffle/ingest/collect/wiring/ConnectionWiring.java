package dev.riffle.ingest.collect.wiring;

import dev.riffle.ingest.Role;
import dev.riffle.ingest.ServiceConfig;
import dev.riffle.ingest.collect.CollectMetrics;
import dev.riffle.ingest.collect.connection.ConnectionGuard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the guard at the HTTP server, and tells it when the service stops. */
@ApplicationScoped
public class ConnectionWiring {
  private final ServiceConfig service;
  private final Vertx vertx;
  private final Duration stopDelay;
  private final ConnectionGuard guard;
  private volatile boolean stopping;

  ConnectionWiring(
      ServiceConfig service,
      CollectConfig config,
      Vertx vertx,
      MeterRegistry registry,
      @ConfigProperty(name = "quarkus.shutdown.delay", defaultValue = "0S") Duration stopDelay) {
    this.service = service;
    this.vertx = vertx;
    this.stopDelay = stopDelay;
    this.guard =
        new ConnectionGuard(
            config.connectionLimits(), new CollectMetrics(registry)::connectionEnded);
    Gauge.builder("riffle.collect.connections.open", guard, ConnectionGuard::open)
        .register(registry);
  }

  void started(@ObservesAsync HttpServerStart start) {
    if (collects()) {
      guard.watch(vertx, start.options());
    }
  }

  void started(@ObservesAsync HttpsServerStart start) {
    if (collects()) {
      guard.watch(vertx, start.options());
    }
  }

  /** Comes before every other route, so that each request is seen. */
  void follow(@Observes Router router) {
    if (collects()) {
      router
          .route()
          .order(Integer.MIN_VALUE)
          .handler(context -> {
            if (stopping) {
              context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            ConnectionGuard.of(context.request().connection())
                .ifPresent(watch -> {
                  watch.requestBegan();
                  context.addEndHandler(_ -> watch.requestEnded());
                });
            context.next();
          });
    }
  }

  /**
   * From now on the service is not ready, and every reply asks for another connection the next
   * time: nobody who heeds that has a request on its way when connections that rest are ended.
   * Nothing new is taken in after half of the delay; what was accepted until then has the other
   * half to send its request, before the server looks whether all are answered.
   */
  void stopping(@Observes ShutdownDelayInitiatedEvent event) {
    if (collects()) {
      stopping = true;
      vertx.setTimer(Math.max(1, stopDelay.toMillis() / 2), _ -> guard.drain());
    }
  }

  private boolean collects() {
    return service.roles().contains(Role.COLLECT);
  }
}
