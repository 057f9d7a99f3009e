package dev.riffle.ingest.collect.live;

import java.time.Duration;

/**
 * What watching may take.
 *
 * @param ring events that are kept for each watched project: how far behind a viewer may be
 * @param viewers streams at once, over all projects
 * @param viewersPerProject streams at once of one project
 * @param resume how long a project's events are kept after its last viewer has left
 * @param heartbeat something is sent at least so often, so that nothing in between takes the stream
 *     for dead
 * @param stalled a viewer that takes nothing for so long is ended
 */
public record LiveLimits(
    int ring,
    int viewers,
    int viewersPerProject,
    Duration resume,
    Duration heartbeat,
    Duration stalled) {
  public LiveLimits {
    if (ring < 1 || viewers < 0 || viewersPerProject < 1) {
      throw new IllegalArgumentException("a ring has room for one event, and a project a viewer");
    }
    if (resume.isNegative() || !heartbeat.isPositive() || !stalled.isPositive()) {
      throw new IllegalArgumentException("heartbeat and patience are longer than nothing");
    }
  }
}
