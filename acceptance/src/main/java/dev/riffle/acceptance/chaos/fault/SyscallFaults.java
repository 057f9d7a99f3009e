package dev.riffle.acceptance.chaos.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Has a process killed at a system call, or the call fail, by strace. */
final class SyscallFaults {
  private static final Path STRACE = Path.of("/usr/bin/strace");
  private static final Duration POLL = Duration.ofMillis(50);
  private static final String INJECTED = "(INJECTED)";

  /** The call may not come that often; then nothing happens. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private SyscallFaults() {}

  static boolean isPossible() {
    return Files.isExecutable(STRACE);
  }

  /** Returns true when the process died. */
  static boolean kill(ProcessHandle process, String call, int occurrence)
      throws IOException, InterruptedException {
    Process strace =
        trace(process, call, "signal=KILL:when=" + occurrence, ProcessBuilder.Redirect.DISCARD);
    if (!strace.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
      letGo(strace);
    }
    return !process.isAlive();
  }

  /**
   * The call gives EIO and is not made, once; two threads that make it at the same moment may both
   * meet that.
   *
   * @param occurrence the how manieth of a thread
   * @return true when that happened
   */
  static boolean fail(ProcessHandle process, String call, int occurrence)
      throws IOException, InterruptedException {
    Path trace = Files.createTempFile("riffle-strace", ".txt");
    try {
      Process strace =
          trace(
              process,
              call,
              "error=EIO:when=" + occurrence,
              ProcessBuilder.Redirect.to(trace.toFile()));
      long end = System.nanoTime() + TIMEOUT.toNanos();
      boolean failed = false;
      while (!failed && strace.isAlive() && System.nanoTime() < end) {
        Thread.sleep(POLL);
        try (Stream<String> lines = Files.lines(trace)) {
          failed = lines.anyMatch(line -> line.contains(INJECTED));
        }
      }
      letGo(strace);
      return failed;
    } finally {
      Files.delete(trace);
    }
  }

  private static Process trace(
      ProcessHandle process, String call, String injection, ProcessBuilder.Redirect output)
      throws IOException {
    return new ProcessBuilder(
            STRACE.toString(),
            "-f",
            "-qq",
            "-p",
            Long.toString(process.pid()),
            "-e",
            "trace=" + call,
            "-e",
            "inject=" + call + ":" + injection)
        .redirectErrorStream(true)
        .redirectOutput(output)
        .start();
  }

  /** SIGTERM has it let go of the process before it ends. */
  private static void letGo(Process strace) throws InterruptedException {
    strace.destroy();
    strace.waitFor();
  }
}
