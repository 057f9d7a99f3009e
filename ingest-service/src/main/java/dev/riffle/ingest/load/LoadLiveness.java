package dev.riffle.ingest.load;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while the polling loop goes round; an engine or broker that is away does not matter. */
@Liveness
@Singleton
class LoadLiveness implements HealthCheck {
  private static final Duration STANDSTILL = Duration.ofMinutes(2);

  private final LoadLifecycle lifecycle;

  @Inject
  LoadLiveness(LoadLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    LoadStatus status = lifecycle.status();
    boolean up =
        !lifecycle.isActive()
            || status.fatal().isPresent()
            || status.sincePolled().compareTo(STANDSTILL) < 0;
    return HealthCheckResponse.named("load loop").status(up).build();
  }
}
