package dev.riffle.acceptance.chaos;

import dev.riffle.acceptance.chaos.fault.DiskVolumes;
import dev.riffle.acceptance.chaos.fault.Links;
import dev.riffle.acceptance.chaos.plan.FaultGroup;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A Riffle with everything around it that faults need: proxies on its connections, and disks that
 * can be filled. Closing stops all of it and leaves the data, but for what was on such disks.
 */
public record TestBed(RunningRiffle riffle, Links links, DiskVolumes disks)
    implements AutoCloseable {
  private static final int DISK_MEGABYTES = 1500;

  /** Starts it for the run. */
  public static TestBed start(ChaosSettings settings) throws IOException, InterruptedException {
    Path data = settings.data();
    RunningRiffle prepared = RunningRiffle.prepare(data);
    Links links = Links.before(prepared);
    DiskVolumes disks = new DiskVolumes();
    if (settings.plan().groups().contains(FaultGroup.DISK) && DiskVolumes.isPossible()) {
      disks.mount(PartName.KAFKA, data.resolve(PartName.KAFKA.text()), DISK_MEGABYTES);
      disks.mount(PartName.CLICKHOUSE, data.resolve(PartName.CLICKHOUSE.text()), DISK_MEGABYTES);
    }
    TestBed bed = new TestBed(prepared.with(links.environment()), links, disks);
    try {
      bed.riffle().up();
      return bed;
    } catch (IOException | InterruptedException | RuntimeException e) {
      bed.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      riffle.down();
    } finally {
      links.close();
      disks.close();
    }
  }
}
