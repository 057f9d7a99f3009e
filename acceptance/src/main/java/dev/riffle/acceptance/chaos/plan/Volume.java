package dev.riffle.acceptance.chaos.plan;

import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.util.Locale;

/** Directories that can be given a disk of their own, so that it can be full. */
public enum Volume {
  CLICKHOUSE(PartName.CLICKHOUSE, "clickhouse", 1500),
  KAFKA(PartName.KAFKA, "kafka", 1500),
  /** The loader's index of message ids. */
  RETRY_INDEX(PartName.INGEST, "retries", 200);

  private final PartName part;
  private final String folder;
  private final int megabytes;

  Volume(PartName part, String folder, int megabytes) {
    this.part = part;
    this.folder = folder;
    this.megabytes = megabytes;
  }

  /** The part that writes there. */
  public PartName part() {
    return part;
  }

  /** Its name in the data directory. */
  public String folder() {
    return folder;
  }

  /** Its size. */
  public int megabytes() {
    return megabytes;
  }

  /** As plan and report name it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
