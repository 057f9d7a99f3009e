package dev.riffle.ingest.load.simulation;

/**
 * An event at its place in the log.
 *
 * @param epoch of the leader that took it
 * @param replayed whether it was put back from the dead letters
 */
record Entry(int part, long offset, Event event, int epoch, boolean replayed) {
  @Override
  public String toString() {
    return offset + ":" + event + (replayed ? " replayed" : "");
  }
}
