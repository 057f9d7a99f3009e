package dev.riffle.ingest.load;

import dev.riffle.ingest.load.identity.IdentityConfig;
import dev.riffle.ingest.load.identity.JdbcAliasOrders;
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
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Starts and stops the role {@code load} with the service, if the service has it. */
@Singleton
class LoadLifecycle {
  private static final String ROLE = "load";

  private final Set<String> roles;
  private final LoadRole.Config config;
  private final DataSource dataSource;
  private final LoadStatus status;
  private @Nullable LoadRole role;

  @Inject
  LoadLifecycle(
      @ConfigProperty(name = "riffle.roles", defaultValue = "collect,load") Set<String> roles,
      LoadConfig load,
      RetryConfig retry,
      IdentityConfig identity,
      KafkaConfig kafka,
      ClickHouseConfig engine,
      DataSource dataSource,
      MeterRegistry meters) {
    this.roles = Set.copyOf(roles);
    this.config = new LoadRole.Config(load, retry, identity, kafka, engine);
    this.dataSource = dataSource;
    this.status = new LoadStatus(meters, InstantSource.system());
  }

  void started(@Observes StartupEvent event) {
    if (isActive()) {
      LoadRole started =
          new LoadRole(config, new JdbcAliasOrders(dataSource), status, InstantSource.system());
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
