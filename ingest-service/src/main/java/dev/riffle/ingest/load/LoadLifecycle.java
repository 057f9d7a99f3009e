package dev.riffle.ingest.load;

import dev.riffle.ingest.load.retry.RetryConfig;
import dev.riffle.ingest.topic.KafkaConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Starts and stops the role {@code load} with the service, if the service has it. */
@Singleton
class LoadLifecycle {
  private static final String ROLE = "load";

  private final Set<String> roles;
  private final LoadConfig load;
  private final RetryConfig retry;
  private final KafkaConfig kafka;
  private final ClickHouseConfig engine;
  private final LoadStatus status;
  private @Nullable LoadRole role;

  @Inject
  LoadLifecycle(
      @ConfigProperty(name = "riffle.roles", defaultValue = "collect,load") Set<String> roles,
      LoadConfig load,
      RetryConfig retry,
      KafkaConfig kafka,
      ClickHouseConfig engine,
      MeterRegistry meters) {
    this.roles = Set.copyOf(roles);
    this.load = load;
    this.retry = retry;
    this.kafka = kafka;
    this.engine = engine;
    this.status = new LoadStatus(meters, InstantSource.system());
  }

  void started(@Observes StartupEvent event) {
    if (isActive()) {
      LoadRole started = new LoadRole(load, retry, kafka, engine, status, InstantSource.system());
      started.start();
      role = started;
    }
  }

  void stopped(@Observes ShutdownEvent event) {
    LoadRole started = role;
    if (started != null) {
      started.close();
    }
  }

  boolean isActive() {
    return roles.contains(ROLE);
  }

  /** True when nothing else in this process would suffer from its being taken out of service. */
  boolean isAlone() {
    return roles.equals(Set.of(ROLE));
  }

  LoadStatus status() {
    return status;
  }
}
