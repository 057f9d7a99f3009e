package dev.riffle.ingest.load;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * How loading goes, and what it waits for. Beside the role {@code collect} it is only told and
 * never down: an engine that is away must not keep events from being accepted. What the audit finds
 * is told and never down either: taking the process out of service would repair nothing.
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
    return lifecycle.isActive()
        ? of(lifecycle.status(), lifecycle.isAlone())
        : HealthCheckResponse.named("load")
            .up()
            .withData("state", "not a role of this process")
            .build();
  }

  /**
   * @param alone the process does nothing but load
   */
  static HealthCheckResponse of(LoadStatus status, boolean alone) {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("load").withData("state", words(status));
    Instant now = status.now();
    status
        .partitions()
        .forEach((partition, one) -> response.withData("partition " + partition, words(one, now)));
    return response
        .withData("audit", status.audit().words())
        .withData("identity", status.identity().words())
        .status(isLoading(status) || !alone)
        .build();
  }

  private static boolean isLoading(LoadStatus status) {
    return status.fatal().isEmpty()
        && status.haltedPartitions().isEmpty()
        && status.areTablesReady()
        && !status.isEngineAway()
        && status.phase() == LoadStatus.Phase.LOADING;
  }

  private static String words(LoadStatus status) {
    if (status.fatal().isPresent()) {
      return status.fatal().get();
    }
    if (!status.haltedPartitions().isEmpty()) {
      return "the log has lost records: " + status.haltedPartitions();
    }
    if (!status.areTablesReady()) {
      return "waiting for the engine, whose tables are brought up to date first; "
          + status.phase().words();
    }
    if (status.isEngineAway()) {
      return "waiting for the engine";
    }
    return status.phase().words();
  }

  private static String words(LoadStatus.PartitionStatus partition, Instant now) {
    String words =
        "%s, lag %d records, %d ms"
            .formatted(
                partition.state(),
                partition.lag().records(),
                partition.lag().millis(now.toEpochMilli()));
    return partition
        .retriesKnownSince()
        .map(since ->
            words
                + ", recognises retries of the last "
                + Duration.between(since, now).toHours()
                + " h")
        .orElse(words);
  }
}
