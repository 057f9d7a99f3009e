package dev.riffle.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test a Kafka broker of its own:
 * {@code @QuarkusTestResource(KafkaResource.class)}.
 */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable KafkaEngine engine;

  @Override
  public Map<String, String> start() {
    KafkaEngine started = KafkaEngine.start();
    engine = started;
    return Map.of("riffle.kafka.bootstrap-servers", started.bootstrapServers());
  }

  @Override
  public void stop() {
    if (engine == null) {
      return;
    }
    try {
      engine.close();
    } catch (Exception e) {
      throw new IllegalStateException("could not stop a Kafka broker", e);
    }
  }
}
