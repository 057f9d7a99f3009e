package dev.riffle.ingest.collect;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service with little patience and narrow limits, so that tests of it are short. */
public final class SlowClients implements QuarkusTestProfile {
  static final int CONNECTIONS_MAX = 600;
  static final int UNKNOWN_BURST = 5;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "riffle.roles",
        "collect",
        "riffle.collect.connections.head-timeout",
        "1S",
        "riffle.collect.connections.max",
        Integer.toString(CONNECTIONS_MAX),
        "riffle.collect.rate.unknown-per-second",
        "1",
        "riffle.collect.rate.unknown-burst",
        Integer.toString(UNKNOWN_BURST),
        "riffle.collect.limits.body-idle",
        "1S",
        "riffle.collect.limits.body-timeout",
        "3S",
        "quarkus.shutdown.delay",
        "0S");
  }
}
