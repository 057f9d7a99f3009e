package dev.riffle.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
  private static final PostgresBinaries BINARIES = new PostgresBinaries(Path.of("/b"));

  @Test
  void flushesEveryCommitAndListensOnLoopbackOnly() {
    PostgresServer server =
        new PostgresServer(BINARIES, Path.of("/data"), 15432, "0123456789abcdef");

    assertThat(server.command())
        .contains("fsync=on", "synchronous_commit=on", "listen_addresses=127.0.0.1")
        .doesNotContain("-F");
  }

  @Test
  void showsThePasswordNeitherInTheCommandNorInText() {
    PostgresServer server =
        new PostgresServer(BINARIES, Path.of("/data"), 15432, "0123456789abcdef");

    assertThat(server.command()).noneMatch(word -> word.contains("0123456789abcdef"));
    assertThat(server.toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void refusesPasswordsThatAreShortOrWouldNeedQuoting() {
    assertThatThrownBy(() -> new PostgresServer(BINARIES, Path.of("/d"), 1, "0123456789abcde"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PostgresServer(BINARIES, Path.of("/d"), 1, "0123456789abcde'"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
