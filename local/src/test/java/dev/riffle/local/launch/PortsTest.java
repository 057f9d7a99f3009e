package dev.riffle.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void takesBothEndsOfTheRange() {
    assertThat(new Ports(1, 65_535, 3, 4, 5, 6).byName()).hasSize(6).containsEntry("query", 65_535);
  }

  @Test
  void refusesNumbersThatAreNoPorts() {
    assertThatThrownBy(() -> new Ports(1, 2, 3, 4, 0, 6))
        .hasMessage("the port of clickhouse must be 1 to 65535, not 0");
    assertThatThrownBy(() -> new Ports(65_536, 2, 3, 4, 5, 6))
        .hasMessage("the port of ingest must be 1 to 65535, not 65536");
  }

  @Test
  void refusesOnePortForTwoParts() {
    assertThatThrownBy(() -> new Ports(1, 2, 3, 4, 5, 1))
        .hasMessage("ingest and postgres cannot both have port 1");
  }
}
