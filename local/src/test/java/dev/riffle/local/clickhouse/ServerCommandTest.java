package dev.riffle.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCommandTest {
  @Test
  void readsSizes() {
    assertThat(ServerCommand.bytes("--memory", "512m")).isEqualTo(512L << 20);
    assertThat(ServerCommand.bytes("--memory", "3G")).isEqualTo(3L << 30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "0g", "-1g", "1.5g", "3gb", "9999999m"})
  void refusesWhatIsNoSize(String size) {
    assertThatThrownBy(() -> ServerCommand.bytes("--memory", size))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
