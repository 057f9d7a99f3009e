package dev.riffle.local.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops processes of this machine. */
public final class Signals {
  private Signals() {}

  /** Sends a signal by name, for example TERM; a process that is gone already is no error. */
  public static void send(ProcessHandle process, String signal)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /**
   * Sends the signal and waits; after the timeout the process is killed.
   *
   * @return false when it had to be killed
   */
  public static boolean stop(ProcessHandle process, String signal, Duration timeout)
      throws IOException, InterruptedException {
    send(process, signal);
    if (hasEnded(process, timeout)) {
      return true;
    }
    process.destroyForcibly();
    hasEnded(process, timeout);
    return false;
  }

  /** Waits for the end of the process, at most the timeout. */
  public static boolean hasEnded(ProcessHandle process, Duration timeout)
      throws InterruptedException {
    try {
      process.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
