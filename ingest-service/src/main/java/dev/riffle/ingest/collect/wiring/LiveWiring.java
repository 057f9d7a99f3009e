package dev.riffle.ingest.collect.wiring;

import dev.riffle.ingest.Role;
import dev.riffle.ingest.ServiceConfig;
import dev.riffle.ingest.collect.CollectMetrics;
import dev.riffle.ingest.collect.Collector;
import dev.riffle.ingest.collect.admission.CachedKeys;
import dev.riffle.ingest.collect.admission.JdbcKeyTable;
import dev.riffle.ingest.collect.http.LiveRoutes;
import dev.riffle.ingest.collect.live.LiveFeed;
import dev.riffle.ingest.collect.live.LiveMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** Puts the live streams together, and ends them before the service waits for its requests. */
@ApplicationScoped
public class LiveWiring {
  private final ServiceConfig service;
  private final Collector.Observers observers;
  private final LiveRoutes routes;

  LiveWiring(
      ServiceConfig service, CollectConfig config, DataSource dataSource, MeterRegistry registry) {
    this.service = service;
    Clock clock = Clock.systemUTC();
    LiveFeed feed = new LiveFeed(config.liveLimits(), clock, new SecureRandom());
    this.observers = new Collector.Observers(new CollectMetrics(registry), feed);
    this.routes =
        new LiveRoutes(
            feed,
            new CachedKeys(
                JdbcKeyTable.ofReaders(dataSource),
                config.keyCachePolicy(),
                clock,
                Executors.newVirtualThreadPerTaskExecutor()),
            config.liveLimits(),
            new LiveMetrics(registry, feed));
  }

  /** Whom the collector tells what became of events. */
  Collector.Observers observers() {
    return observers;
  }

  void open(@Observes Router router) {
    if (service.roles().contains(Role.COLLECT)) {
      routes.register(router);
    }
  }

  void stopping(@Observes ShutdownDelayInitiatedEvent event) {
    routes.end();
  }
}
