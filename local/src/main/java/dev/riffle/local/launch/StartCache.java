package dev.riffle.local.launch;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Archives of loaded classes, which halve the processor time that a Java part needs to start. The
 * JVM writes a part's archive when it ends for the first time, ignores one that does not fit the
 * JDK or the jars any more, and writes that anew.
 *
 * @param folder where the archives of all checkouts are
 * @param home the checkout; each has archives of its own, because the paths of the jars are in them
 */
record StartCache(Path folder, Path home) {
  /** First bytes of an archive, in either byte order; they are written last. */
  private static final int MAGIC = 0xf00baba8;

  /** JVM options for the part. */
  List<String> options(String part) {
    Path archive = folder.resolve(part + "-" + Integer.toHexString(home.hashCode()) + ".jsa");
    try {
      Files.createDirectories(folder);
      if (Files.exists(archive) && !isWhole(archive)) {
        // the JVM would pass it over every time
        Files.delete(archive);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
  }

  private static boolean isWhole(Path archive) throws IOException {
    try (DataInputStream file = new DataInputStream(Files.newInputStream(archive))) {
      int first = Files.size(archive) < Integer.BYTES ? 0 : file.readInt();
      return first == MAGIC || Integer.reverseBytes(first) == MAGIC;
    }
  }
}
