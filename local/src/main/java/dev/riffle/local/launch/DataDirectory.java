package dev.riffle.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds everything a running Riffle writes, readable by its owner only. Removing it
 * is a reset.
 */
public record DataDirectory(Path root) {
  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  public void createFolders() throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(root, ownerOnly);
    Files.createDirectories(logs());
    Files.createDirectories(run());
  }

  /** The folder of one engine's own files. */
  public Path of(String part) {
    return root.resolve(part);
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  /** Who runs: the lock and the records of supervisor and parts. */
  public Path run() {
    return root.resolve("run");
  }

  /** The certificate that {@code up --tls} makes, and its key. */
  public Path tls() {
    return root.resolve("tls");
  }

  public Path secrets() {
    return root.resolve("secrets.properties");
  }
}
