package dev.riffle.ingest.load;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * How loading goes. Beside the role {@code collect} it is only told and never down: an engine that
 * is away must not keep events from being accepted.
 */
@Readiness
@Singleton
class LoadReadiness implements HealthCheck {
  private final LoadLifecycle lifecycle;

  @Inject
  LoadReadiness(LoadLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("load");
    if (!lifecycle.isActive()) {
      return response.up().withData("state", "not a role of this process").build();
    }
    LoadStatus status = lifecycle.status();
    boolean loading = true;
    if (status.fatal().isPresent()) {
      loading = false;
      response.withData("state", status.fatal().get());
    } else if (!status.haltedPartitions().isEmpty()) {
      loading = false;
      response.withData("state", "the log has lost records: " + status.haltedPartitions());
    } else if (status.isEngineAway()) {
      loading = false;
      response.withData("state", "waiting for the engine");
    } else {
      response.withData("state", "loading");
    }
    status
        .partitions()
        .forEach((partition, one) ->
            response.withData(
                "partition " + partition,
                "%s, lag %d records, %d ms"
                    .formatted(one.state(), one.lagRecords(), one.lagMillis())));
    return response.status(loading || !lifecycle.isAlone()).build();
  }
}
