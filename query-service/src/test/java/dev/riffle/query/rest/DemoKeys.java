package dev.riffle.query.rest;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Starts the service with a project and three keys, as {@code ./riffle up} does. */
public class DemoKeys implements QuarkusTestProfile {
  static final String PROJECT = "demo";
  static final String WRITE = "wk_" + "11".repeat(32);
  static final String READ = "rk_" + "22".repeat(32);
  static final String ADMIN = "ak_" + "33".repeat(32);

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "riffle.bootstrap.project-name", PROJECT,
        "riffle.bootstrap.write-key", WRITE,
        "riffle.bootstrap.read-key", READ,
        "riffle.bootstrap.admin-key", ADMIN);
  }
}
