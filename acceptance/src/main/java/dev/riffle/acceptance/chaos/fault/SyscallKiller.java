package dev.riffle.acceptance.chaos.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Has a process killed at a system call, by strace. */
final class SyscallKiller {
  private static final Path STRACE = Path.of("/usr/bin/strace");

  /** The call may not come that often; then nothing happens. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private SyscallKiller() {}

  static boolean isPossible() {
    return Files.isExecutable(STRACE);
  }

  /** Returns true when the process died. */
  static boolean kill(ProcessHandle process, String call, int occurrence)
      throws IOException, InterruptedException {
    Process strace =
        new ProcessBuilder(
                STRACE.toString(),
                "-f",
                "-qq",
                "-p",
                Long.toString(process.pid()),
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + call + ":signal=KILL:when=" + occurrence)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!strace.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
      // SIGTERM makes it let go of the process first
      strace.destroy();
      strace.waitFor();
    }
    return !process.isAlive();
  }
}
