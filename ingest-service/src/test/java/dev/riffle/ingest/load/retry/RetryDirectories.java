package dev.riffle.ingest.load.retry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** What a kill leaves behind: the files of an open index, at that moment. */
final class RetryDirectories {
  private RetryDirectories() {}

  /**
   * Copies the index of each partition, the list of its files first: what is written meanwhile is
   * not in the list yet, and what a list names is deleted only after a newer list.
   */
  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> partitions = Files.list(from)) {
      for (Path partition :
          partitions
              .filter(path -> path.getFileName().toString().startsWith("partition-"))
              .toList()) {
        Path target = Files.createDirectories(to.resolve(partition.getFileName()));
        try (Stream<Path> files = Files.list(partition)) {
          for (Path file : files.sorted((a, b) -> Boolean.compare(isList(b), isList(a))).toList()) {
            copyOne(file, target.resolve(file.getFileName()));
          }
        }
      }
    }
    return to;
  }

  private static boolean isList(Path file) {
    return file.getFileName().toString().startsWith("MANIFEST");
  }

  private static void copyOne(Path file, Path target) throws IOException {
    try {
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      // compacted away meanwhile
      return;
    }
  }
}
