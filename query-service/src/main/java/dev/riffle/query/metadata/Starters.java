package dev.riffle.query.metadata;

import dev.riffle.query.segment.SavedSegment;
import dev.riffle.query.segment.StarterSegments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Gives projects the {@link StarterSegments} that they were not given yet. To be called within a
 * transaction; instances that do so at once wait for each other.
 */
@ApplicationScoped
class Starters {
  private final ProjectRepository projects;
  private final SegmentVersionRepository versions;
  private final InstantSource clock;

  Starters(ProjectRepository projects, SegmentVersionRepository versions, InstantSource clock) {
    this.projects = projects;
    this.versions = versions;
    this.clock = clock;
  }

  /** Leaves out those whose name or id a segment of the project has, or ever had. */
  void provide(int number) {
    Project project = versions.lock(number);
    if (project.starterSets >= StarterSegments.sets()) {
      return;
    }
    Set<String> taken = new HashSet<>();
    for (SegmentVersionEntity each : versions.newest(number)) {
      taken.add(each.segment);
      taken.add(each.name);
    }
    Instant now = clock.instant();
    for (SavedSegment.Content starter : StarterSegments.after(project.starterSets)) {
      String id = SavedSegment.idFor(starter.name());
      if (!taken.contains(id) && !taken.contains(starter.name())) {
        versions.insert(
            new SegmentVersionEntity(
                number, new SavedSegment(id, 1, starter, false, now, Optional.empty())));
      }
    }
    project.starterSets = StarterSegments.sets();
    projects.update(project);
  }
}
