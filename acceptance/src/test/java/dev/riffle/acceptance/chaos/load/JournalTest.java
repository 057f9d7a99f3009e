package dev.riffle.acceptance.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final EventSource SOURCE =
      new EventSource(42, Instant.parse("2026-05-01T10:00:00.123Z"), 10);

  @TempDir private Path folder;

  @Test
  void givesBackWhatWasWritten() throws IOException {
    Path path = folder.resolve("journal.txt");
    try (Journal journal = Journal.create(path, SOURCE)) {
      long first = journal.sent(List.of(SOURCE.event(1), SOURCE.event(2)));
      long second = journal.sent(List.of(SOURCE.event(3)));
      journal.got(second, Journal.NO_ANSWER);
      journal.got(first, 200);
    }

    List<String> read = new ArrayList<>();
    assertThat(Journal.read(path, into(read))).isEqualTo(SOURCE);
    assertThat(read)
        .containsExactly(
            "sent 1 1 " + checksum(1),
            "sent 1 2 " + checksum(2),
            "sent 2 3 " + checksum(3),
            "got 2 0",
            "got 1 200");
  }

  @Test
  void isOnDiskAfterSync() throws IOException {
    Path path = folder.resolve("journal.txt");
    try (Journal journal = Journal.create(path, SOURCE)) {
      journal.got(journal.sent(List.of(SOURCE.event(1))), 200);
      journal.sync();

      List<String> read = new ArrayList<>();
      Journal.read(path, into(read));
      assertThat(read).hasSize(2);
    }
  }

  @Test
  void leavesOutALastLineThatWasNotFinished() throws IOException {
    Path path = folder.resolve("journal.txt");
    try (Journal journal = Journal.create(path, SOURCE)) {
      journal.sent(List.of(SOURCE.event(1)));
    }
    Files.writeString(path, "got 1 20", StandardOpenOption.APPEND);

    List<String> read = new ArrayList<>();
    Journal.read(path, into(read));

    assertThat(read).containsExactly("sent 1 1 " + checksum(1));
  }

  @Test
  void neverOverwritesAnother() throws IOException {
    Path path = Files.writeString(folder.resolve("journal.txt"), "precious");

    assertThatThrownBy(() -> Journal.create(path, SOURCE))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  private static String checksum(long number) {
    return HexFormat.of().toHexDigits(SOURCE.event(number).checksum());
  }

  private static Journal.Reader into(List<String> read) {
    return new Journal.Reader() {
      @Override
      public void sent(long request, long number, long checksum) {
        read.add("sent " + request + ' ' + number + ' ' + HexFormat.of().toHexDigits(checksum));
      }

      @Override
      public void got(long request, int status) {
        read.add("got " + request + ' ' + status);
      }
    };
  }
}
