package dev.riffle.local.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one part running on a thread of its own: start, wait until ready, watch, and when it died
 * start it again after a pause. Says in one line each time what happened.
 */
final class PartRunner {
  private static final Duration STARTING_POLL = Duration.ofMillis(50);
  private static final Duration RUNNING_POLL = Duration.ofSeconds(2);
  private static final int DEATHS_UNTIL_LOG_IS_SHOWN = 3;
  private static final int SHOWN_LOG_LINES = 8;

  private final Part part;
  private final BackOff backOff;
  private final Path records;
  private final Consumer<String> say;
  private final CountDownLatch firstReady = new CountDownLatch(1);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Process process;
  private volatile boolean running;
  private int deathsInARow;
  private int restarts;

  PartRunner(Part part, BackOff backOff, Path records, Consumer<String> say) {
    this.part = part;
    this.backOff = backOff;
    this.records = records;
    this.say = say;
  }

  Part part() {
    return part;
  }

  void start() {
    running = true;
    Thread.ofVirtual().name(part.name()).start(this::keepRunning);
  }

  /** True once the part has been ready. */
  boolean awaitFirstReady(Duration timeout) throws InterruptedException {
    return firstReady.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Stops the part for good; returns when its process is gone. */
  void stop(Duration timeout) throws InterruptedException, IOException {
    stopping.countDown();
    if (!running) {
      return;
    }
    Process current = process;
    if (current != null
        && current.isAlive()
        && !Signals.stop(current.toHandle(), part.stopSignal(), timeout)) {
      say.accept(part.name() + " did not stop within " + seconds(timeout) + " and was killed");
    }
    if (!stopped.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      // it was being started at the very moment, and does not listen to the signal either
      Process late = process;
      if (late != null) {
        late.destroyForcibly();
      }
    }
  }

  private void keepRunning() {
    try {
      while (!isStopping()) {
        long startedAt = System.nanoTime();
        String end = runOnce();
        if (isStopping()) {
          break;
        }
        deathsInARow =
            backOff.deathsInARow(deathsInARow, Duration.ofNanos(System.nanoTime() - startedAt));
        Duration pause = backOff.pause(deathsInARow);
        restarts++;
        record(PartState.RESTARTING);
        say.accept(part.name() + " " + end + "; starting it again in " + seconds(pause));
        showLogAfterSeveralDeaths();
        stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
      record(PartState.STOPPED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  /** From start to end of one process; says how it ended. */
  private String runOnce() throws InterruptedException {
    Process started;
    try {
      started = launch();
    } catch (IOException e) {
      return "cannot be started: " + e.getMessage();
    }
    process = started;
    record(PartState.STARTING);
    if (isStopping()) {
      started.destroy();
    }
    if (!awaitReady(started)) {
      started.destroyForcibly().waitFor();
      return "was not ready after " + seconds(part.startTimeout());
    }
    PartState state = PartState.READY;
    while (!started.waitFor(RUNNING_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      rotateLog();
      PartState now = part.ready().getAsBoolean() ? PartState.READY : PartState.UNREADY;
      if (now != state && started.isAlive()) {
        state = now;
        record(state);
      }
    }
    return "ended with exit code " + started.exitValue();
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(part.command())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(part.log().toFile()));
    // what speaks to the launcher is unknown to the services, and they refuse what they do not know
    builder.environment().keySet().removeIf(variable -> variable.startsWith("RIFFLE_"));
    builder.environment().putAll(part.environment());
    return builder.start();
  }

  /**
   * False when the part had its time and is not ready; true also when it died, which shows next.
   */
  private boolean awaitReady(Process started) throws InterruptedException {
    long startedAt = System.nanoTime();
    while (!started.waitFor(STARTING_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
      if (part.ready().getAsBoolean() && started.isAlive()) {
        record(PartState.READY);
        say.accept(
            String.format(
                Locale.ROOT,
                "%-10s ready after %5s on port %d",
                part.name(),
                seconds(elapsed),
                part.port()));
        firstReady.countDown();
        return true;
      }
      if (elapsed.compareTo(part.startTimeout()) > 0 && !isStopping()) {
        return false;
      }
    }
    return true;
  }

  /** A full disk must not end the supervision, so what cannot be written is only said. */
  private void record(PartState state) {
    Optional<ProcessMark> mark =
        Optional.ofNullable(process).map(current -> ProcessMark.of(current.toHandle()));
    try {
      new PartRecord(part.name(), state, part.port(), mark, part.stopSignal(), restarts)
          .write(records);
    } catch (IOException e) {
      say.accept("cannot write the state of " + part.name() + ": " + e.getMessage());
    }
  }

  private void rotateLog() {
    try {
      new LogFile(part.log()).rotateIfLarge();
    } catch (IOException e) {
      say.accept("cannot shorten " + part.log() + ": " + e.getMessage());
    }
  }

  private void showLogAfterSeveralDeaths() {
    if (deathsInARow != DEATHS_UNTIL_LOG_IS_SHOWN) {
      return;
    }
    say.accept(part.name() + " does not stay up; the end of " + part.log() + " says:");
    try {
      new LogFile(part.log()).lastLines(SHOWN_LOG_LINES).forEach(line -> say.accept("    " + line));
    } catch (IOException e) {
      say.accept("    cannot read it: " + e.getMessage());
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}
