package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.system.PartProcesses;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures from the last fault of each part until the supervisor finds the part ready again. A
 * second fault before that begins the measurement anew. Looks by itself, several times a second.
 * Thread-safe.
 */
public final class RecoveryWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final PartProcesses processes;
  private final Map<PartName, Long> brokenSince = new EnumMap<>(PartName.class);
  private final Map<PartName, List<Duration>> recoveries = new EnumMap<>(PartName.class);
  private final Thread watcher;

  public RecoveryWatch(PartProcesses processes) {
    this.processes = processes;
    this.watcher = Thread.ofVirtual().name("recovery-watch").start(this::watch);
  }

  /** The fault of that part has just ended; a kill ends at once. */
  public synchronized void mended(PartName part) {
    brokenSince.put(part, System.nanoTime());
  }

  /** Parts that are not ready again yet. */
  public synchronized List<PartName> broken() {
    return List.copyOf(brokenSince.keySet());
  }

  /** All recoveries of a part, in order. */
  public synchronized List<Duration> recoveries(PartName part) {
    return List.copyOf(recoveries.getOrDefault(part, List.of()));
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(POLL);
        for (PartName part : broken()) {
          look(part);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(PartName part) {
    boolean ready;
    try {
      ready = processes.part(part).isReady();
    } catch (IOException e) {
      // being replaced at this very moment
      return;
    }
    synchronized (this) {
      Long since = brokenSince.get(part);
      if (ready && since != null) {
        brokenSince.remove(part);
        recoveries
            .computeIfAbsent(part, any -> new ArrayList<>())
            .add(Duration.ofNanos(System.nanoTime() - since));
      }
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
