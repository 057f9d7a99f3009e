package dev.riffle.local.clickhouse.libchdb;

import dev.riffle.local.UserCache;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Finds libchdb in the user's cache, or fetches it with {@code npm pack} from whichever registry
 * npm is set up for: 178 MB once, 566 MB unpacked.
 *
 * <p>The cache is {@link UserCache}. What is in it was verified when it was put there ({@link
 * LibChdbPackage}); any number of processes may provision at the same time, the first to finish
 * wins.
 */
public final class LibChdb {
  private static final int COPY_BYTES = 1 << 20;
  private static final String LIBRARY = "libchdb.so";

  private final Path cache;
  private final LibChdbPackage wanted;
  private final Consumer<String> progress;

  LibChdb(Path cache, LibChdbPackage wanted, Consumer<String> progress) {
    this.cache = cache;
    this.wanted = wanted;
    this.progress = progress;
  }

  /**
   * Makes the library of this platform available.
   *
   * @param progress takes a line when something takes time
   * @return the library's file
   * @throws ProvisionException with one sentence that says what to do
   */
  public static Path provision(Consumer<String> progress) {
    LibChdbPackage wanted =
        LibChdbPackage.of(
            System.getProperty("os.name", ""), System.getProperty("os.arch", ""), hasMusl());
    return new LibChdb(UserCache.directory(), wanted, progress).provision();
  }

  private static boolean hasMusl() {
    try (Stream<Path> libraries = Files.list(Path.of("/lib"))) {
      return libraries.anyMatch(path -> path.getFileName().toString().startsWith("ld-musl-"));
    } catch (IOException e) {
      return false;
    }
  }

  Path provision() {
    Path folder = cache.resolve("libchdb").resolve(wanted.folder());
    Path library = folder.resolve(LIBRARY);
    if (Files.isRegularFile(library)) {
      return library;
    }
    try {
      Files.createDirectories(folder.getParent());
      Path workspace = Files.createTempDirectory(folder.getParent(), ".fetch-");
      try {
        Path unpacked = fetch(workspace);
        moveInto(folder, unpacked);
      } finally {
        delete(workspace);
      }
      return library;
    } catch (FileSystemException e) {
      throw new ProvisionException(
          "libchdb cannot be stored in "
              + cache
              + " ("
              + Optional.ofNullable(e.getReason()).orElse(e.getClass().getSimpleName())
              + "): it needs 750 MB of free space, set RIFFLE_CACHE to use another directory.",
          e);
    } catch (IOException e) {
      throw new ProvisionException(
          "libchdb cannot be stored in " + cache + ": " + e.getMessage() + ".", e);
    }
  }

  private Path fetch(Path workspace) throws IOException {
    progress.accept("fetching libchdb " + LibChdbPackage.VERSION + " (178 MB, once)");
    Path archive = NpmPack.fetch(wanted.nameAndVersion(), workspace);
    if (wanted.archiveSha256().isPresent()) {
      verify(archive, wanted.archiveSha256().get());
    }
    progress.accept("unpacking libchdb");
    Path unpacked = Files.createDirectory(workspace.resolve("unpacked"));
    unpack(archive, unpacked.resolve(LIBRARY));
    if (wanted.librarySha256().isPresent()) {
      verify(unpacked.resolve(LIBRARY), wanted.librarySha256().get());
    }
    return unpacked;
  }

  private static void unpack(Path archive, Path library) throws IOException {
    try (InputStream file = Files.newInputStream(archive);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GZIPInputStream(file, COPY_BYTES))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals("package/" + LIBRARY)) {
          Files.copy(tar, library);
          return;
        }
      }
    }
    throw new ProvisionException("The npm package of libchdb has no " + LIBRARY + " in it.");
  }

  /** By a rename, so that nobody ever sees half of a library. */
  private static void moveInto(Path folder, Path unpacked) throws IOException {
    try {
      Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new ProvisionException("The cache directory cannot rename folders.", e);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      if (!Files.isRegularFile(folder.resolve(LIBRARY))) {
        throw e;
      }
    }
  }

  static void verify(Path file, String sha256) throws IOException {
    String actual = sha256(file);
    if (!actual.equals(sha256)) {
      throw new ProvisionException(
          "The checksum of "
              + file.getFileName()
              + " is not the one that was published (expected "
              + sha256
              + ", got "
              + actual
              + "): try again, and if it stays so do not use it.");
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), COPY_BYTES)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = new byte[COPY_BYTES];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        digest.update(bytes, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
