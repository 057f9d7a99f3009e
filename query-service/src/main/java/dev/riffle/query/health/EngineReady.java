package dev.riffle.query.health;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.engine.EngineException;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlStatement;
import io.smallrye.common.annotation.Blocking;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the engine answers and the loader has made the tables. Asks for the events of a
 * project that cannot exist, which reads no rows.
 */
@Readiness
@Blocking
class EngineReady implements HealthCheck {
  private static final SqlStatement PROBE =
      new ProjectRows(
              new ProjectContext(
                  new ProjectId(Integer.MAX_VALUE), ZoneOffset.UTC, DayOfWeek.MONDAY))
          .watermark();
  private static final QueryLimits LIMITS = new QueryLimits(Duration.ofSeconds(2), 256L << 20, 10);

  private final SqlEngine engine;

  EngineReady(SqlEngine engine) {
    this.engine = engine;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder check = HealthCheckResponse.named("analytics store");
    try {
      engine.run(PROBE, "health-" + UUID.randomUUID(), LIMITS);
      return check.up().build();
    } catch (EngineException e) {
      return check.down().withData("reason", e.getMessage()).build();
    }
  }
}
