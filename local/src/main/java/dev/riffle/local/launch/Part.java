package dev.riffle.local.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One process of Riffle: how it is run, and how its readiness is seen.
 *
 * @param name short, lower case: names its files and what the user types
 * @param stage parts start when those of all lower stages are ready, and stop before them
 * @param port where it listens
 * @param command program and arguments; no secrets, other users can read them
 * @param environment added to the supervisor's own, secrets included
 * @param log where its output is appended
 * @param stopSignal name of the signal that stops it cleanly, for example TERM
 * @param ready answers within a few seconds
 * @param startTimeout a part that is not ready after it is killed and started again
 */
public record Part(
    String name,
    int stage,
    int port,
    List<String> command,
    Map<String, String> environment,
    Path log,
    String stopSignal,
    BooleanSupplier ready,
    Duration startTimeout) {
  public Part {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "Part[" + name + "]";
  }
}
