package dev.riffle.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartRecordTest {
  @TempDir private Path folder;

  @Test
  void isReadAsItWasWritten() throws Exception {
    ProcessMark process = new ProcessMark(4711, Instant.parse("2026-11-22T04:05:06.070Z"));
    PartRecord record =
        new PartRecord("kafka", PartState.READY, 19092, Optional.of(process), "TERM", 3);

    record.write(folder);

    assertThat(PartRecord.read(folder, "kafka")).contains(record);
    assertThat(PartRecord.read(folder, "postgres")).isEmpty();
  }

  @Test
  void mayNameNoProcess() throws Exception {
    PartRecord record =
        new PartRecord("query", PartState.RESTARTING, 8089, Optional.empty(), "TERM", 9);

    record.write(folder);

    assertThat(PartRecord.read(folder, "query")).contains(record);
  }

  @Test
  void saysWhichFileIsDamaged() throws Exception {
    Files.writeString(folder.resolve("kafka.properties"), "state=READY\nport=many\n");

    assertThatThrownBy(() -> PartRecord.read(folder, "kafka"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("kafka.properties is damaged");
  }
}
