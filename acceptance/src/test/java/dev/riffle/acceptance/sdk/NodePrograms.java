package dev.riffle.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The programs of {@code acceptance/src/test/sdk/node} with the SDKs that they drive, in a folder
 * under {@code target/}. Thread-safe once installed.
 */
public final class NodePrograms {
  private static final Path SOURCES = Path.of("acceptance/src/test/sdk/node");
  private static final Path FOLDER = Path.of("acceptance/target/sdk/node");
  private static final String LOCK = "package-lock.json";

  /** What was locked when {@code node_modules} was made. */
  private static final String STAMP = "installed-package-lock.json";

  private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  private NodePrograms(Path folder) {
    this.folder = folder;
  }

  /** Copies the programs, and installs the locked SDKs unless they are there. */
  public static synchronized NodePrograms install(Path repository)
      throws IOException, InterruptedException {
    Path sources = repository.resolve(SOURCES);
    Path folder = repository.resolve(FOLDER);
    copy(sources, folder);
    NodePrograms programs = new NodePrograms(folder);
    byte[] locked = Files.readAllBytes(folder.resolve(LOCK));
    Path stamp = folder.resolve(STAMP);
    if (!Files.exists(stamp) || !Arrays.equals(Files.readAllBytes(stamp), locked)) {
      programs.run(INSTALL_TIMEOUT, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      Files.write(stamp, locked);
    }
    return programs;
  }

  /**
   * Runs a program to its good end.
   *
   * @return the last line of what it printed, which is JSON
   */
  public JsonNode drive(Duration timeout, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", program));
    command.addAll(List.of(arguments));
    String said = run(timeout, command.toArray(String[]::new)).strip();
    return JSON.readTree(said.substring(said.lastIndexOf('\n') + 1));
  }

  /** Runs a program to its good end and returns what it printed. */
  public String run(Duration timeout, String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, command[0], ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String text = Files.readString(output);
    assertThat(ended).as("%s ends; so far:%n%s", String.join(" ", command), text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (directory.endsWith("node_modules")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
