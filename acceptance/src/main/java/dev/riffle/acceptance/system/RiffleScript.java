package dev.riffle.acceptance.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the script {@code ./riffle} of this repository as a person would, in one environment.
 *
 * @param environment added to our own
 */
record RiffleScript(Path repository, Map<String, String> environment) {
  RiffleScript {
    environment = Map.copyOf(environment);
  }

  /** What a finished command left. */
  record Output(int status, String text) {}

  /** The folder above us that holds the script. */
  static Path findRepository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(folder.resolve("riffle"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("./riffle is in no folder above the working directory");
      }
      folder = parent;
    }
    return folder;
  }

  /** Starts the command without waiting; its output goes to the file. */
  Process start(Path outputFile, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(repository.resolve("riffle").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .redirectOutput(outputFile.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** Runs the command to its end. */
  Output run(Duration timeout, String... arguments) throws IOException, InterruptedException {
    Path outputFile = Files.createTempFile("riffle-" + arguments[0], ".log");
    try {
      Process process = start(outputFile, arguments);
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "./riffle " + arguments[0] + " took longer than " + timeout + ":\n" + read(outputFile));
      }
      return new Output(process.exitValue(), read(outputFile));
    } finally {
      Files.deleteIfExists(outputFile);
    }
  }

  static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
