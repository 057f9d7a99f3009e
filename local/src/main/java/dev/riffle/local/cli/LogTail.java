package dev.riffle.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Follows a growing text file. */
final class LogTail {
  private static final int MAX_READ_BYTES = 1 << 20;

  private final Path file;
  private long position;

  LogTail(Path file) {
    this.file = file;
  }

  /** Begins at the present end. */
  static LogTail atEndOf(Path file) throws IOException {
    LogTail tail = new LogTail(file);
    tail.position = Files.exists(file) ? Files.size(file) : 0;
    return tail;
  }

  /** Prints the whole lines that were added since the last call, at most 1 MiB of them. */
  void newText(PrintWriter out) throws IOException {
    newText("", out);
  }

  void newText(String prefix, PrintWriter out) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      if (reader.length() < position) {
        // emptied by the rotation
        position = 0;
      }
      byte[] bytes = new byte[(int) Math.min(reader.length() - position, MAX_READ_BYTES)];
      reader.seek(position);
      reader.readFully(bytes);
      int whole = endOfLastLine(bytes);
      position += whole;
      new String(bytes, 0, whole, StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> out.println(prefix + line));
    }
  }

  private static int endOfLastLine(byte[] bytes) {
    for (int end = bytes.length; end > 0; end--) {
      if (bytes[end - 1] == '\n') {
        return end;
      }
    }
    return bytes.length == MAX_READ_BYTES ? bytes.length : 0;
  }
}
