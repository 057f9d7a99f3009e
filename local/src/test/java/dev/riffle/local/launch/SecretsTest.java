package dev.riffle.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder;

  @Test
  void areMadeOnceAndReadByTheNextStart() throws Exception {
    Path file = folder.resolve("secrets.properties");

    Secrets made = Secrets.loadOrCreate(file, new Random(1));

    assertThat(Secrets.loadOrCreate(file, new Random(2))).isEqualTo(made);
    assertThat(made.writeKey().text()).startsWith("wk_");
    assertThat(made.readKey().text()).startsWith("rk_");
    assertThat(made.adminKey().text()).startsWith("ak_");
    assertThat(made.postgresPassword())
        .matches("[0-9a-f]{48}")
        .isNotEqualTo(made.writerPassword())
        .isNotEqualTo(made.readerPassword());
  }

  @Test
  void onlyTheOwnerReadsThem() throws Exception {
    Path file = folder.resolve("secrets.properties");

    Secrets.loadOrCreate(file, new Random(1));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".draft"));
  }

  @Test
  void doNotShowInText() throws Exception {
    Secrets secrets = Secrets.loadOrCreate(folder.resolve("s"), new Random(1));

    assertThat(secrets).hasToString("Secrets[...]");
  }

  @Test
  void nameWhatTheFileLacks() throws Exception {
    Path file = Files.writeString(folder.resolve("secrets.properties"), "postgres.password=x\n");

    assertThatThrownBy(() -> Secrets.loadOrCreate(file, new Random(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lacks clickhouse.writer.password");
  }
}
