package dev.riffle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * An engine's process and the temporary directory that it works in. Both are gone after {@link
 * #close}, and when the JVM ends without it.
 */
final class EmbeddedProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(50);

  private final String name;
  private final Process process;
  private final Path directory;
  private final String stopSignal;
  private final Thread closeAtExit = new Thread(this::stop, "close-embedded-engine");

  private EmbeddedProcess(String name, Process process, Path directory, String stopSignal) {
    this.name = name;
    this.process = process;
    this.directory = directory;
    this.stopSignal = stopSignal;
    Runtime.getRuntime().addShutdownHook(closeAtExit);
  }

  /** Starts the command with its output in a file of the directory, which it owns from now on. */
  static EmbeddedProcess start(
      String name, List<String> command, Path directory, String stopSignal) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve(name + ".log").toFile())
              .start();
      return new EmbeddedProcess(name, process, directory, stopSignal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path newDirectory(String name) {
    try {
      return Files.createTempDirectory("riffle-" + name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command line of a main class on this JVM's own class path. */
  static List<String> javaCommand(String mainClass, String... arguments) {
    return Stream.concat(
            Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass),
            Stream.of(arguments))
        .toList();
  }

  /** Blocks until the engine answers; fails, with its output, when it exits or takes too long. */
  void awaitReady(BooleanSupplier ready) {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    try {
      while (!ready.getAsBoolean()) {
        if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)
            || System.nanoTime() > deadline) {
          throw new IllegalStateException(name + " did not start: " + output());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + name + " started", e);
    }
  }

  String output() {
    try {
      return Files.readString(directory.resolve(name + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(closeAtExit);
    stop();
  }

  private void stop() {
    try {
      new ProcessBuilder("kill", "-" + stopSignal, Long.toString(process.pid())).start().waitFor();
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      deleteTree(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(directory)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
