package dev.riffle.acceptance.chaos;

import dev.riffle.acceptance.chaos.fault.DiskVolumes;
import dev.riffle.acceptance.chaos.fault.Links;
import dev.riffle.acceptance.chaos.plan.FaultGroup;
import dev.riffle.acceptance.chaos.plan.Volume;
import dev.riffle.acceptance.system.PartProcesses;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Riffle with everything around it that faults need: proxies on its connections, and disks that
 * can be filled. Closing stops all of it and leaves the data, but for what was on such disks; so
 * does the end of this process.
 */
public final class TestBed implements AutoCloseable {
  private final RunningRiffle riffle;
  private final Links links;
  private final DiskVolumes disks = new DiskVolumes();
  private final AtomicBoolean closed = new AtomicBoolean();

  private TestBed(RunningRiffle prepared, Links links, String ingestOptions) {
    this.riffle = prepared.with(links.environment(ingestOptions));
    this.links = links;
  }

  /** Starts it for the run. */
  public static TestBed start(ChaosSettings settings) throws IOException, InterruptedException {
    Path data = settings.data();
    RunningRiffle prepared = RunningRiffle.prepare(data);
    TestBed bed = new TestBed(prepared, Links.before(prepared), settings.ingestOptions());
    Runtime.getRuntime().addShutdownHook(new Thread(bed::closeAtTheEnd, "stop-riffle"));
    try {
      if (settings.plan().groups().contains(FaultGroup.DISK) && DiskVolumes.isPossible()) {
        for (Volume volume : Volume.values()) {
          bed.disks.mount(volume, data);
        }
      }
      bed.riffle.up();
      return bed;
    } catch (IOException | InterruptedException | RuntimeException e) {
      bed.close();
      throw e;
    }
  }

  public RunningRiffle riffle() {
    return riffle;
  }

  Links links() {
    return links;
  }

  DiskVolumes disks() {
    return disks;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      // a run that was broken off may have left it stopped, and then it hears nobody
      Optional<ProcessHandle> supervisor = riffle.processes().supervisor();
      if (supervisor.isPresent()) {
        PartProcesses.signal(supervisor.get(), "CONT");
        riffle.down();
      }
    } finally {
      links.close();
      disks.close();
    }
  }

  private void closeAtTheEnd() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("Riffle could not be stopped: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
