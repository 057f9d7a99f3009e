package dev.riffle.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test a ClickHouse of its own, as the writer; {@code user=reader} among the
 * initial arguments makes it the reader.
 */
public final class ClickHouseResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable ClickHouseEngine engine;
  private boolean reader;

  @Override
  public void init(Map<String, String> arguments) {
    reader =
        switch (arguments.getOrDefault("user", "writer")) {
          case "writer" -> false;
          case "reader" -> true;
          default -> throw new IllegalArgumentException("user is writer or reader");
        };
  }

  @Override
  public Map<String, String> start() {
    ClickHouseEngine started = ClickHouseEngine.start();
    engine = started;
    ClickHouseEngine.Credentials user = reader ? started.reader() : started.writer();
    return Map.of(
        "riffle.clickhouse.url", started.url(),
        "riffle.clickhouse.database", started.database(),
        "riffle.clickhouse.user", user.user(),
        "riffle.clickhouse.password", user.password());
  }

  @Override
  public void stop() {
    if (engine == null) {
      return;
    }
    try {
      engine.close();
    } catch (Exception e) {
      throw new IllegalStateException("could not stop ClickHouse", e);
    }
  }
}
