package dev.riffle.acceptance.system;

import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes of one data directory as the supervisor wrote them down: what {@code ./riffle
 * status} shows, without the second that a command takes. Only ever touches a process whose number
 * and start time are those that were written. Thread-safe.
 *
 * @param records the folder {@code run} of the data directory
 */
public record PartProcesses(Path records) {
  private static final String SUPERVISOR = "supervisor";
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  /**
   * What is written about a part.
   *
   * @param state as {@code ./riffle status} names it
   */
  public record Written(String state, Optional<ProcessHandle> process, int restarts) {
    public boolean isReady() {
      return state.equals("ready") && process.isPresent();
    }
  }

  public Written part(PartName name) throws IOException {
    return read(name.text());
  }

  /** The process that starts the parts again. */
  public Optional<ProcessHandle> supervisor() throws IOException {
    return read(SUPERVISOR).process();
  }

  /** The running process of a part; empty while it is down. */
  public Optional<ProcessHandle> process(PartName name) throws IOException {
    return part(name).process();
  }

  /** {@code kill -9}; empty when the part was down anyway. Returns when the process is gone. */
  public Optional<ProcessHandle> kill(PartName name) throws IOException {
    Optional<ProcessHandle> process = process(name);
    if (process.isPresent()) {
      kill(process.get());
    }
    return process;
  }

  /** {@code kill -9} of a process that was looked up here. Returns when it is gone. */
  public static void kill(ProcessHandle process) throws IOException {
    process.destroyForcibly();
    while (isRunning(process)) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** False also for a process that is dead and whose parent, perhaps stopped, has not seen it. */
  private static boolean isRunning(ProcessHandle process) throws IOException {
    if (!process.isAlive()) {
      return false;
    }
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      return Files.readAllLines(status).stream()
          .noneMatch(line -> line.startsWith("State:") && line.contains("Z"));
    } catch (NoSuchFileException e) {
      // gone at this very moment; or there is no /proc here
      return process.isAlive();
    }
  }

  /** Sends a signal by name, such as STOP; a process that is gone is no error. */
  public static void signal(ProcessHandle process, String signal)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private Written read(String name) throws IOException {
    Path file = records.resolve(name + ".properties");
    if (!Files.exists(file)) {
      return new Written("not started", Optional.empty(), 0);
    }
    Properties fields = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      fields.load(reader);
    }
    return new Written(
        fields.getProperty("state", "").toLowerCase(Locale.ROOT),
        process(fields),
        Integer.parseInt(fields.getProperty("restarts", "0")));
  }

  private static Optional<ProcessHandle> process(Properties fields) throws IOException {
    String pid = fields.getProperty("pid", "");
    if (pid.isEmpty()) {
      return Optional.empty();
    }
    Instant startedAt = Instant.parse(fields.getProperty("startedAt", Instant.EPOCH.toString()));
    Optional<ProcessHandle> process =
        ProcessHandle.of(Long.parseLong(pid)).filter(found -> isSame(found, startedAt));
    return process.isPresent() && isRunning(process.get()) ? process : Optional.empty();
  }

  /** Numbers are used again; number and start time together are not. */
  private static boolean isSame(ProcessHandle process, Instant startedAt) {
    Instant seen = process.info().startInstant().orElse(Instant.EPOCH);
    return Duration.between(seen, startedAt).abs().compareTo(CLOCK_TOLERANCE) <= 0;
  }
}
