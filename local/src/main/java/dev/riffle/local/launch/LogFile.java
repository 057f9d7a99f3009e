package dev.riffle.local.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The output of one part. The process appends to the file itself, so that it outlives the
 * supervisor; a file that grew too large is copied aside and emptied, which may lose the lines
 * written in between.
 */
public record LogFile(Path path) {
  static final long MAX_BYTES = 16L << 20;
  private static final int TAIL_BYTES = 1 << 18;

  void rotateIfLarge() throws IOException {
    if (!Files.exists(path) || Files.size(path) <= MAX_BYTES) {
      return;
    }
    Path previous = path.resolveSibling(path.getFileName() + ".1");
    Files.copy(path, previous, StandardCopyOption.REPLACE_EXISTING);
    FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
  }

  /** The last lines, at most so many and at most 256 KiB. */
  public List<String> lastLines(int count) throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long start = Math.max(0, file.length() - TAIL_BYTES);
      file.seek(start);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
  }
}
