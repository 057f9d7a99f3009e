package dev.riffle.ingest.collect.live;

import dev.riffle.project.ProjectId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who watches which project. A request of a project that nobody watches costs one look into a map.
 * Shows what this process takes in, and forgets it at its end. Thread-safe.
 */
public final class LiveFeed {
  private final LiveLimits limits;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<ProjectId, Watched> watched = new ConcurrentHashMap<>();
  private int viewers;

  /**
   * @param random makes the marks by which a ring knows its own ids
   */
  public LiveFeed(LiveLimits limits, InstantSource clock, RandomGenerator random) {
    this.limits = limits;
    this.clock = clock;
    this.random = random;
  }

  /** A ring, and how many look at it. */
  private static final class Watched {
    private final LiveRing ring;
    private int viewers;

    /** When the last viewer left; null while there is one. */
    private volatile @Nullable Instant leftAt;

    Watched(LiveRing ring) {
      this.ring = ring;
    }
  }

  /**
   * Shows what became of a request's events.
   *
   * @param events only asked for when somebody watches the project
   */
  public void show(ProjectId project, Supplier<List<LiveEvent>> events) {
    Watched there = watched.get(project);
    if (there == null) {
      return;
    }
    if (isAbandoned(there)) {
      forgetAbandoned();
    } else {
      there.ring.append(events.get());
    }
  }

  /**
   * Begins to watch a project; empty when too many do already. The view must be closed.
   *
   * @param lastSeen the id of the last entry that an earlier view has shown; empty when there was
   *     none, and the view begins with what comes next
   */
  public synchronized Optional<LiveView> open(ProjectId project, String lastSeen) {
    forgetAbandoned();
    Watched there = watched.get(project);
    if (viewers == limits.viewers()
        || (there != null && there.viewers == limits.viewersPerProject())) {
      return Optional.empty();
    }
    if (there == null) {
      there = new Watched(new LiveRing(limits.ring(), random.nextLong()));
      watched.put(project, there);
    }
    viewers++;
    there.viewers++;
    there.leftAt = null;
    Watched seen = there;
    return Optional.of(new LiveView(seen.ring, lastSeen, () -> left(seen)));
  }

  /** Views that are open now. */
  public synchronized int viewers() {
    return viewers;
  }

  /** Projects whose last events are kept, for viewers or for their return. */
  int rings() {
    return watched.size();
  }

  private synchronized void left(Watched seen) {
    viewers--;
    seen.viewers--;
    if (seen.viewers == 0) {
      seen.leftAt = clock.instant();
    }
  }

  private synchronized void forgetAbandoned() {
    watched.values().removeIf(this::isAbandoned);
  }

  private boolean isAbandoned(Watched seen) {
    Instant leftAt = seen.leftAt;
    return leftAt != null && !clock.instant().isBefore(leftAt.plus(limits.resume()));
  }
}
