package dev.riffle.local.clickhouse.libchdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Downloads an npm package with the npm that is installed, which knows its registry. */
final class NpmPack {
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private NpmPack() {}

  /** Returns the archive, in the directory. */
  static Path fetch(String nameAndVersion, Path directory) throws IOException {
    Path log = directory.resolve("npm.log");
    Process npm = start(nameAndVersion, directory, log);
    try {
      if (!npm.waitFor(LONGEST.toMinutes(), TimeUnit.MINUTES)) {
        throw new ProvisionException(
            "npm did not fetch " + nameAndVersion + " within " + LONGEST.toMinutes() + " minutes.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProvisionException("Fetching libchdb was interrupted.", e);
    } finally {
      npm.destroy();
    }
    if (npm.exitValue() != 0) {
      throw new ProvisionException(
          "npm could not fetch " + nameAndVersion + ": " + lastLine(log) + ".");
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(() -> new ProvisionException("npm fetched no archive of libchdb."));
    }
  }

  private static Process start(String nameAndVersion, Path directory, Path log) {
    try {
      return new ProcessBuilder(List.of("npm", "pack", "--silent", nameAndVersion))
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new ProvisionException(
          "npm is needed once to fetch libchdb and was not found: install Node.js with npm.", e);
    }
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    return lines.stream()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .orElse("it gave no reason");
  }
}
