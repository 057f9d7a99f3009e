package dev.riffle.query.config;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses to start with a mistyped environment variable. The config library checks property files
 * and arguments against {@link RiffleConfig} but not the environment, because a variable's name can
 * be read in several ways. Only variables in one of the mapping's groups are looked at: others
 * ({@code RIFFLE_KAFKA_...}) belong to other parts.
 */
@ApplicationScoped
class UnknownVariables {
  private static final int BEFORE_ALL_ELSE = 1;

  /** What {@code ./riffle} and the embedded engine read; it may stand in the environment too. */
  private static final Set<String> OF_THE_LAUNCHER =
      Set.of(
          "RIFFLE_QUERY_PORT",
          "RIFFLE_QUERY_OPTS",
          "RIFFLE_CLICKHOUSE_PORT",
          "RIFFLE_CLICKHOUSE_OPTS",
          "RIFFLE_CLICKHOUSE_WRITER_PASSWORD",
          "RIFFLE_CLICKHOUSE_READER_PASSWORD");

  void onStart(@Observes @Priority(BEFORE_ALL_ELSE) StartupEvent start) {
    List<String> unknown = in(System.getenv().keySet());
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(
          "unknown environment variables: " + String.join(", ", unknown));
    }
  }

  static List<String> in(Collection<String> variables) {
    Set<String> known = known();
    Set<String> groups =
        known.stream()
            .map(name -> name.substring(0, name.indexOf('_', "RIFFLE_".length()) + 1))
            .collect(Collectors.toSet());
    return variables.stream()
        .filter(name -> groups.stream().anyMatch(name::startsWith))
        .filter(name -> !known.contains(name) && !OF_THE_LAUNCHER.contains(name))
        .sorted()
        .toList();
  }

  /** Whether a variable of this name sets a key of this service. */
  static boolean isKnown(String variable) {
    return known().contains(variable);
  }

  private static Set<String> known() {
    return ConfigMappings.getProperties(ConfigClass.configClass(RiffleConfig.class))
        .keySet()
        .stream()
        .map(UnknownVariables::variable)
        .collect(Collectors.toSet());
  }

  private static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
