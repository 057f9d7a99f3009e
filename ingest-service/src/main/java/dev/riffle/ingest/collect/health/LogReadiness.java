package dev.riffle.ingest.collect.health;

import dev.riffle.ingest.collect.publication.KafkaEventLog;
import dev.riffle.ingest.collect.wiring.CollectWiring;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the brokers have been heard of lately. Draining is Quarkus's own check. */
@Readiness
public class LogReadiness implements HealthCheck {
  private static final Duration METADATA_AGE_MAX = Duration.ofSeconds(10);

  private final CollectWiring collect;

  LogReadiness(CollectWiring collect) {
    this.collect = collect;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("collect: Kafka was heard of within 10 s")
        .status(
            collect
                    .log()
                    .map(KafkaEventLog::metadataAge)
                    .orElse(Duration.ZERO)
                    .compareTo(METADATA_AGE_MAX)
                <= 0)
        .build();
  }
}
