package dev.riffle.local.launch;

import java.util.Locale;

/** Where a part is in its life. */
public enum PartState {
  /** The process runs and has not been ready yet. */
  STARTING,
  READY,
  /** It was ready and does not answer at the moment. */
  UNREADY,
  /** It died and is started again after a pause. */
  RESTARTING,
  STOPPED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
