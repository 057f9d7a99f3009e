package dev.riffle.local.cli;

import dev.riffle.local.launch.PartRecord;
import dev.riffle.local.launch.PartState;
import dev.riffle.local.launch.ProcessMark;
import dev.riffle.local.launch.ResidentMemory;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code status} knows of one part: what the supervisor wrote down, held against the processes
 * that really run.
 *
 * @param pid 0 when no process runs
 * @param uptime of the process
 * @param memoryBytes resident, with child processes
 */
record PartStatus(
    String name,
    String state,
    long pid,
    int port,
    Duration uptime,
    int restarts,
    long memoryBytes) {
  static final String HEADING =
      line("PART", "STATE", "PID", "PORT", "UPTIME", "RESTARTS", "MEMORY");

  static PartStatus of(String name, Optional<PartRecord> written, InstantSource clock)
      throws IOException, InterruptedException {
    if (written.isEmpty()) {
      return new PartStatus(name, "not started", 0, 0, Duration.ZERO, 0, 0);
    }
    PartRecord record = written.get();
    Optional<ProcessHandle> process = record.process().flatMap(ProcessMark::find);
    if (process.isEmpty()) {
      PartState state =
          record.state() == PartState.RESTARTING ? PartState.RESTARTING : PartState.STOPPED;
      return new PartStatus(
          name, state.toString(), 0, record.port(), Duration.ZERO, record.restarts(), 0);
    }
    return new PartStatus(
        name,
        record.state().toString(),
        process.get().pid(),
        record.port(),
        Duration.between(record.process().orElseThrow().startedAt(), clock.instant()),
        record.restarts(),
        ResidentMemory.bytes(process.get()));
  }

  boolean isReady() {
    return pid != 0 && state.equals(PartState.READY.toString());
  }

  String line() {
    return pid == 0
        ? line(name, state, "-", port == 0 ? "-" : port, "-", restarts, "-")
        : line(name, state, pid, port, hours(uptime), restarts, megabytes(memoryBytes));
  }

  /** Names and states are ours and need no escaping. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"name\":\"%s\",\"state\":\"%s\",\"pid\":%d,\"port\":%d,\"uptimeSeconds\":%d,"
            + "\"restarts\":%d,\"memoryBytes\":%d}",
        name,
        state,
        pid,
        port,
        uptime.toSeconds(),
        restarts,
        memoryBytes);
  }

  static String total(List<PartStatus> parts) {
    long bytes = parts.stream().mapToLong(PartStatus::memoryBytes).sum();
    return line("total", "", "", "", "", "", megabytes(bytes));
  }

  private static String line(Object... columns) {
    return String.format(Locale.ROOT, "%-11s %-11s %8s %6s %9s %9s %9s", columns);
  }

  private static String hours(Duration time) {
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MB";
  }
}
