package dev.riffle.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir private Path folder;

  @Test
  void givesTheLastLines() throws Exception {
    Path file = Files.writeString(folder.resolve("part.log"), "one\ntwo\nthree\n");

    assertThat(new LogFile(file).lastLines(2)).containsExactly("two", "three");
    assertThat(new LogFile(file).lastLines(9)).containsExactly("one", "two", "three");
    assertThat(new LogFile(folder.resolve("none.log")).lastLines(2)).isEmpty();
  }

  @Test
  void isCopiedAsideAndEmptiedOnlyWhenItGrewTooLarge() throws Exception {
    Path file = folder.resolve("part.log");
    Path previous = folder.resolve("part.log.1");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(LogFile.MAX_BYTES);
    }

    new LogFile(file).rotateIfLarge();
    assertThat(previous).doesNotExist();

    Files.writeString(file, "x", java.nio.file.StandardOpenOption.APPEND);
    new LogFile(file).rotateIfLarge();

    assertThat(file).isEmptyFile();
    assertThat(previous).hasSize(LogFile.MAX_BYTES + 1);
  }
}
