package dev.riffle.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void takesBothEndsOfTheRange() {
    assertThat(ports(1, 65_535, 3, 4, 5, 6).byName()).hasSize(6).containsEntry("query", 65_535);
  }

  @Test
  void refusesNumbersThatAreNoPorts() {
    assertThatThrownBy(() -> ports(1, 2, 3, 4, 0, 6))
        .hasMessage("the port of clickhouse must be 1 to 65535, not 0");
    assertThatThrownBy(() -> ports(65_536, 2, 3, 4, 5, 6))
        .hasMessage("the port of ingest must be 1 to 65535, not 65536");
  }

  @Test
  void refusesOnePortForTwoParts() {
    assertThatThrownBy(() -> ports(1, 2, 3, 4, 5, 1))
        .hasMessage("ingest and postgres cannot both have port 1");
  }

  @Test
  void hasAPortForHttpsOnlyWhenItIsSpoken() {
    assertThat(ports(1, 2, 3, 4, 5, 6).byName()).doesNotContainKey("ingest-tls");
    assertThat(new Ports(1, OptionalInt.of(7), 2, 3, 4, 5, 6).byName())
        .hasSize(7)
        .containsEntry("ingest-tls", 7);
    assertThatThrownBy(() -> new Ports(1, OptionalInt.of(1), 2, 3, 4, 5, 6))
        .hasMessage("ingest and ingest-tls cannot both have port 1");
  }

  private static Ports ports(
      int ingest, int query, int kafka, int kafkaController, int clickhouse, int postgres) {
    return new Ports(
        ingest, OptionalInt.empty(), query, kafka, kafkaController, clickhouse, postgres);
  }
}
