package dev.riffle.local.cli;

import dev.riffle.local.launch.DataDirectory;
import dev.riffle.local.launch.Installation;
import dev.riffle.local.launch.SupervisorLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The same {@code up} in a background process; its lines are shown until it is ready. */
record DetachedRun(DataDirectory data, List<String> arguments) {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /** Exit code: 0 when all is ready, else that of the background process, or 1 after a timeout. */
  int awaitReady(PrintWriter out) throws IOException, InterruptedException {
    Path log = data.log("supervisor");
    Files.deleteIfExists(log);
    Process process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(log.toFile())
            .start();
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    LogTail tail = new LogTail(log);
    while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      boolean ready = SupervisorLock.isReady(data, process.pid());
      tail.newText(out);
      if (ready) {
        return 0;
      }
      if (System.nanoTime() > deadline) {
        out.println("Not ready after five minutes; ./riffle status and ./riffle logs tell more.");
        return 1;
      }
    }
    tail.newText(out);
    return process.exitValue();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    // it must survive the terminal that it was started from
    command.add("nohup");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx64m");
    command.add("-XX:+UseSerialGC");
    command.add("-D" + Installation.HOME_PROPERTY + "=" + Installation.current().home());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    arguments.stream().filter(argument -> !argument.equals("--detach")).forEach(command::add);
    return command;
  }
}
