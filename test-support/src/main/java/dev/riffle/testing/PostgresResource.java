package dev.riffle.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test a PostgreSQL server of its own:
 * {@code @QuarkusTestResource(PostgresResource.class)}.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable PostgresEngine engine;

  @Override
  public Map<String, String> start() {
    PostgresEngine started = PostgresEngine.start();
    engine = started;
    return Map.of(
        "quarkus.datasource.jdbc.url", started.jdbcUrl(),
        "quarkus.datasource.username", started.user(),
        "quarkus.datasource.password", started.password());
  }

  @Override
  public void stop() {
    if (engine == null) {
      return;
    }
    try {
      engine.close();
    } catch (Exception e) {
      throw new IllegalStateException("could not stop a PostgreSQL server", e);
    }
  }
}
