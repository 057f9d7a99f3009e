package dev.riffle.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final long SEGMENT = 128L << 20;

  @Test
  void listensOnLoopbackOnlyAndCreatesNoTopics() {
    var properties = new BrokerSettings(Path.of("/d"), 9, 11, 10, WEEK, SEGMENT).toProperties();

    assertThat(properties)
        .containsEntry("listeners", "PLAINTEXT://127.0.0.1:9,CONTROLLER://127.0.0.1:10")
        .containsEntry("advertised.listeners", "PLAINTEXT://127.0.0.1:11")
        .containsEntry("auto.create.topics.enable", "false")
        .containsEntry("log.retention.ms", "604800000")
        .containsEntry("log.retention.bytes", "134217728");
  }

  @Test
  void refusesPortsThatCannotBe() {
    assertThatThrownBy(() -> new BrokerSettings(Path.of("/d"), 0, 11, 10, WEEK, SEGMENT))
        .hasMessage("no port: 0");
    assertThatThrownBy(() -> new BrokerSettings(Path.of("/d"), 9, 11, 65_536, WEEK, SEGMENT))
        .hasMessage("no port: 65536");
    assertThatThrownBy(() -> new BrokerSettings(Path.of("/d"), 9, 11, 9, WEEK, SEGMENT))
        .hasMessageContaining("cannot share port 9");
  }

  @Test
  void refusesARetentionThatWouldDropWhatWasJustWritten() {
    assertThatThrownBy(
            () -> new BrokerSettings(Path.of("/d"), 9, 11, 10, Duration.ofSeconds(59), SEGMENT))
        .hasMessageContaining("at least a minute");
    assertThatThrownBy(() -> new BrokerSettings(Path.of("/d"), 9, 11, 10, WEEK, SEGMENT - 1))
        .hasMessageContaining("must hold a segment");
  }
}
