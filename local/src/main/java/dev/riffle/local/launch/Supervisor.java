package dev.riffle.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Starts the parts stage by stage, keeps each of them running, and stops them in reverse. Parts of
 * one stage start and stop together.
 */
public final class Supervisor {
  private static final Duration READY_POLL = Duration.ofMillis(100);

  private final NavigableMap<Integer, List<PartRunner>> stages = new TreeMap<>();
  private final Duration stopTimeout;
  private final CountDownLatch stopRequested = new CountDownLatch(1);

  /**
   * @param parts in any order
   * @param backOff before a part that died is started again
   * @param records folder where the state of each part is written
   * @param stopTimeout what a part gets to stop cleanly before it is killed
   * @param say takes lines for the user, from several threads
   */
  public Supervisor(
      List<Part> parts, BackOff backOff, Path records, Duration stopTimeout, Consumer<String> say) {
    this.stopTimeout = stopTimeout;
    for (Part part : parts) {
      stages
          .computeIfAbsent(part.stage(), stage -> new ArrayList<>())
          .add(new PartRunner(part, backOff, records, say));
    }
  }

  /**
   * Starts all; returns when each has been ready once, however long that takes.
   *
   * @return false when {@link #stop} came first
   */
  public boolean start() throws InterruptedException {
    for (List<PartRunner> stage : stages.values()) {
      if (isStopping()) {
        return false;
      }
      stage.forEach(PartRunner::start);
      for (PartRunner runner : stage) {
        while (!runner.awaitFirstReady(READY_POLL)) {
          if (isStopping()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Stops all, the last stage first; returns when every process is gone. Once is enough. */
  public synchronized void stop() throws InterruptedException, IOException {
    stopRequested.countDown();
    for (Map.Entry<Integer, List<PartRunner>> stage : stages.descendingMap().entrySet()) {
      List<Thread> stops = new ArrayList<>();
      for (PartRunner runner : stage.getValue()) {
        stops.add(Thread.ofVirtual().start(() -> stop(runner)));
      }
      for (Thread stop : stops) {
        stop.join();
      }
    }
  }

  /**
   * Ends what an earlier supervisor left behind when it was killed. A process is only touched when
   * its number and its start time are those that were written down.
   *
   * @param stages names of the parts, in the order in which they start; stopped in reverse
   * @return the names of the parts that still ran
   */
  public static List<String> stopOrphans(
      Path records, List<List<String>> stages, Duration stopTimeout)
      throws IOException, InterruptedException {
    List<String> stopped = new ArrayList<>();
    for (List<String> stage : stages.reversed()) {
      List<Thread> stops = new ArrayList<>();
      for (String name : stage) {
        Optional<PartRecord> record = PartRecord.read(records, name);
        Optional<ProcessHandle> orphan =
            record.flatMap(PartRecord::process).flatMap(ProcessMark::find);
        if (orphan.isPresent()) {
          String signal = record.get().stopSignal();
          stops.add(Thread.ofVirtual().start(() -> stop(orphan.get(), signal, stopTimeout)));
          stopped.add(name);
        }
      }
      for (Thread stop : stops) {
        stop.join();
      }
    }
    return stopped;
  }

  private static void stop(ProcessHandle process, String signal, Duration timeout) {
    try {
      Signals.stop(process, signal, timeout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(PartRunner runner) {
    try {
      runner.stop(stopTimeout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stopRequested.getCount() == 0;
  }
}
