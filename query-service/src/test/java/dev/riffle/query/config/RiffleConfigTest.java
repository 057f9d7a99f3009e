package dev.riffle.query.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiffleConfigTest {
  @Test
  void defaults() {
    RiffleConfig config = config(Map.of());

    assertThat(config.clickhouse().url()).isEqualTo(URI.create("http://127.0.0.1:18123"));
    assertThat(config.clickhouse().database()).isEqualTo("riffle");
    assertThat(config.clickhouse().user()).isEqualTo("reader");
    assertThat(config.clickhouse().password()).isEmpty();
    assertThat(config.query().maxTime()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.query().maxMemory().asBigInteger()).isEqualTo(BigInteger.TWO.pow(31));
    assertThat(config.query().maxResultRows()).isEqualTo(1_000_000);
    assertThat(config.query().maxReadRows()).isZero();
    assertThat(config.query().maxKeptResults().asBigInteger()).isEqualTo(BigInteger.TWO.pow(26));
    assertThat(config.query().maxRunning()).isEqualTo(8);
    assertThat(config.query().maxRunningPerKey()).isEqualTo(4);
    assertThat(config.query().maxWaiting()).isEqualTo(1_000);
    assertThat(config.query().maxWaitingPerKey()).isEqualTo(100);
    assertThat(config.query().maxWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.keys().freshFor()).isEqualTo(Duration.ofSeconds(4));
    assertThat(config.keys().usableFor()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.keys().maxRemembered()).isEqualTo(10_000);
    assertThat(config.bootstrap().projectName()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "riffle.query.max-tiem, 10s",
    "riffle.clickhouse.pasword, x",
    "riffle.qurey.max-time, 10s",
  })
  void refusesUnknownKey(String key, String value) {
    assertThatThrownBy(() -> config(Map.of(key, value)))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(key);
  }

  @Test
  void readsEnvironment() {
    assertThat(environment("RIFFLE_QUERY_MAX_TIME", "10s").query().maxTime())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void findsMistypedVariables() {
    Map<String, String> environment =
        Map.of(
            "RIFFLE_QUERY_MAX_TIEM", "10s",
            "RIFFLE_QUERY_MAX_TIME", "10s",
            "RIFFLE_KEYS_FRESH_FOR", "2s",
            "RIFFLE_CLICKHOUSE_PASWORD", "x",
            "RIFFLE_QUERY_PORT", "9089",
            "RIFFLE_INGEST_PORT", "9088",
            "RIFFLE_HOME", "/somewhere",
            "RIFFLE_KAFKA_TOPIC", "events",
            "PATH", "/bin");
    assertThat(UnknownVariables.in(environment.keySet()))
        .containsExactly("RIFFLE_CLICKHOUSE_PASWORD", "RIFFLE_QUERY_MAX_TIEM");
  }

  @ParameterizedTest
  @CsvSource({
    "riffle.query.max-time, 999ms, 1s",
    "riffle.query.max-time, 601s, 600s",
    "riffle.query.max-result-rows, 999, 1000",
    "riffle.query.max-read-rows, -1, 0",
    "riffle.query.max-running, 0, 1",
    "riffle.query.max-running-per-key, 0, 1",
    "riffle.query.max-waiting, 0, 1",
    "riffle.query.max-waiting-per-key, 0, 1",
    "riffle.query.max-wait, 99ms, 100ms",
    "riffle.keys.fresh-for, 5001ms, 5s",
    "riffle.keys.usable-for, 599s, 600s",
    "riffle.keys.max-remembered, 99, 100",
    "riffle.clickhouse.database, a-b, a_b",
  })
  void boundsHold(String key, String outside, String inside) {
    assertThatThrownBy(() -> config(Map.of(key, outside)))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(key);
    assertThat(config(Map.of(key, inside))).isNotNull();
  }

  @Test
  void doesNotShowMalformedKey() {
    assertThatThrownBy(() -> config(Map.of("riffle.bootstrap.read-key", "rk_secretpart")))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining("is not rk_ and 64 hex digits")
        .hasMessageNotContaining("secretpart");
  }

  private static RiffleConfig config(Map<String, String> values) {
    return builder()
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build()
        .getConfigMapping(RiffleConfig.class);
  }

  private static RiffleConfig environment(String name, String value) {
    return builder()
        .withSources(new EnvConfigSource(Map.of(name, value), 300))
        .build()
        .getConfigMapping(RiffleConfig.class);
  }

  private static SmallRyeConfigBuilder builder() {
    return new SmallRyeConfigBuilder()
        .withConverter(
            io.quarkus.runtime.configuration.MemorySize.class, 100, new MemorySizeConverter())
        .withConverter(
            Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
        .withValidator(new BeanValidationConfigValidatorImpl())
        .withMapping(RiffleConfig.class);
  }
}
