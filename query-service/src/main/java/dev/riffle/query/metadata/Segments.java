package dev.riffle.query.metadata;

import dev.riffle.project.ProjectId;
import dev.riffle.query.question.Population;
import dev.riffle.query.segment.SavedSegment;
import dev.riffle.query.segment.SavedSegment.Content;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The saved segments of projects. Every method is one transaction. */
@ApplicationScoped
public class Segments {
  private final SegmentVersionRepository versions;
  private final InstantSource clock;

  Segments(SegmentVersionRepository versions, InstantSource clock) {
    this.versions = versions;
    this.clock = clock;
  }

  /** Those that are not deleted, in the order of their ids. */
  @Transactional
  public List<SavedSegment> of(ProjectId project) {
    return live(project);
  }

  @Transactional
  public Optional<SavedSegment> find(ProjectId project, String id) {
    return newest(project, id).filter(segment -> !segment.deleted());
  }

  /** All versions, oldest first; empty when there never was such a segment. */
  @Transactional
  public List<SavedSegment> history(ProjectId project, String id) {
    return SavedSegment.isId(id)
        ? versions.versions(project.number(), id).stream().map(SegmentVersionEntity::saved).toList()
        : List.of();
  }

  /**
   * Saves a new segment; its id comes from its name.
   *
   * @throws NameTakenException when another one has the name
   * @throws SegmentConflictException when the project has as many as it can have
   */
  @Transactional
  public SavedSegment create(ProjectId project, Content content, long by) {
    versions.lock(project.number());
    List<SegmentVersionEntity> all = versions.newest(project.number());
    List<SavedSegment> live = live(project);
    refuseTakenName(live, "", content.name());
    if (live.size() >= SavedSegment.SEGMENTS_MAX) {
      throw new SegmentConflictException(
          "A project has at most " + SavedSegment.SEGMENTS_MAX + " segments.");
    }
    Set<String> taken = all.stream().map(each -> each.segment).collect(Collectors.toSet());
    String wanted = SavedSegment.idFor(content.name());
    String id = wanted;
    for (int i = 2; taken.contains(id); i++) {
      id = wanted + "-" + i;
    }
    return write(
        project, new SavedSegment(id, 1, content, false, clock.instant(), Optional.of(by)));
  }

  /**
   * Saves a new version; empty when there is no such segment.
   *
   * @param version that the change was made to
   * @throws SegmentConflictException when that is not the newest one any more, or when the segment
   *     would be defined by itself
   */
  @Transactional
  public Optional<SavedSegment> change(
      ProjectId project, String id, int version, Content content, long by) {
    return next(
        project,
        id,
        version,
        current -> {
          refuseTakenName(live(project), id, content.name());
          SavedSegment changed =
              new SavedSegment(
                  id, current.version() + 1, content, false, clock.instant(), Optional.of(by));
          if (leadsTo(project, changed.population(), id, new HashSet<>())) {
            throw new SegmentConflictException(
                "The segment \"" + id + "\" would be defined by itself.");
          }
          return changed;
        });
  }

  /**
   * Takes a segment away; its versions stay. Empty when there is no such segment.
   *
   * @throws SegmentConflictException when other segments are defined by it
   */
  @Transactional
  public Optional<SavedSegment> delete(ProjectId project, String id, long by) {
    List<String> users =
        live(project).stream()
            .filter(segment -> segment.population().segmentIds().contains(id))
            .map(SavedSegment::id)
            .toList();
    return find(project, id)
        .flatMap(found ->
            next(
                project,
                id,
                found.version(),
                current -> {
                  if (!users.isEmpty()) {
                    throw new SegmentConflictException(
                        "Other segments are defined by it: " + String.join(", ", users) + ".");
                  }
                  Instant now = clock.instant();
                  return new SavedSegment(
                      id, current.version() + 1, current.content(), true, now, Optional.of(by));
                }));
  }

  private Optional<SavedSegment> next(
      ProjectId project, String id, int version, Function<SavedSegment, SavedSegment> change) {
    versions.lock(project.number());
    Optional<SavedSegment> current = newest(project, id).filter(segment -> !segment.deleted());
    if (current.isPresent() && current.get().version() != version) {
      throw new SegmentConflictException(
          "Somebody has changed it meanwhile: its version is %d, not %d."
              .formatted(current.get().version(), version));
    }
    return current.map(segment -> write(project, change.apply(segment)));
  }

  private boolean leadsTo(ProjectId project, Population population, String id, Set<String> seen) {
    for (String other : population.segmentIds()) {
      if (other.equals(id)) {
        return true;
      }
      if (seen.add(other)) {
        Optional<SavedSegment> named = newest(project, other).filter(segment -> !segment.deleted());
        if (named.isPresent() && leadsTo(project, named.get().population(), id, seen)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void refuseTakenName(List<SavedSegment> live, String id, String name) {
    boolean taken =
        live.stream()
            .anyMatch(segment -> !segment.id().equals(id) && segment.content().name().equals(name));
    if (taken) {
      throw new NameTakenException(name);
    }
  }

  private SavedSegment write(ProjectId project, SavedSegment segment) {
    return versions.insert(new SegmentVersionEntity(project.number(), segment)).saved();
  }

  private List<SavedSegment> live(ProjectId project) {
    return versions.newest(project.number()).stream()
        .map(SegmentVersionEntity::saved)
        .filter(segment -> !segment.deleted())
        .toList();
  }

  private Optional<SavedSegment> newest(ProjectId project, String id) {
    List<SavedSegment> all = history(project, id);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }
}
