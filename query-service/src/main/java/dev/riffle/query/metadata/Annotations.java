package dev.riffle.query.metadata;

import dev.riffle.project.ProjectId;
import dev.riffle.query.saved.Annotation;
import dev.riffle.query.saved.Revision;
import dev.riffle.query.time.LocalRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The annotations of projects. Every method is one transaction. */
@ApplicationScoped
public class Annotations {
  /** Most annotations that a project can have. */
  public static final int ANNOTATIONS_MAX = 5_000;

  private final AnnotationRepository annotations;
  private final InstantSource clock;

  Annotations(AnnotationRepository annotations, InstantSource clock) {
    this.annotations = annotations;
    this.clock = clock;
  }

  /** In the order of time, as the range's zone has it. */
  @Transactional
  public List<Annotation> within(ProjectId project, LocalRange range) {
    return annotations
        .within(project.number(), range.start(), range.end(), range.from(), range.to())
        .stream()
        .map(AnnotationEntity::annotation)
        .sorted(Comparator.comparing(annotation -> annotation.content().start(range.zone())))
        .toList();
  }

  @Transactional
  public Optional<Annotation> find(ProjectId project, long id) {
    return annotations.one(project.number(), id).map(AnnotationEntity::annotation);
  }

  /**
   * Keeps a new one.
   *
   * @param by number of the key that writes
   * @throws SavedConflictException when the project has as many as it can have
   */
  @Transactional
  public Annotation create(ProjectId project, Annotation.Content content, long by) {
    annotations.lock(project.number());
    if (annotations.count(project.number()) >= ANNOTATIONS_MAX) {
      throw new SavedConflictException(
          "A project has at most " + ANNOTATIONS_MAX + " annotations.");
    }
    return annotations
        .insert(
            new AnnotationEntity(project.number(), content, Revision.first(clock.instant(), by)))
        .annotation();
  }

  /**
   * Writes a change; empty when there is no such annotation.
   *
   * @throws SavedConflictException when the change was not made to the newest version
   */
  @Transactional
  public Optional<Annotation> change(ProjectId project, long id, Annotation.Draft draft, long by) {
    annotations.lock(project.number());
    Optional<AnnotationEntity> found = annotations.one(project.number(), id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    AnnotationEntity entity = found.get();
    int version = draft.version().orElseThrow();
    if (entity.version != version) {
      throw SavedConflictException.changedMeanwhile(entity.version, version);
    }
    entity.take(draft.content(), entity.revision().next(clock.instant(), by));
    return Optional.of(annotations.update(entity).annotation());
  }

  /** Takes it away; false when there is no such annotation. */
  @Transactional
  public boolean delete(ProjectId project, long id) {
    Optional<AnnotationEntity> found = annotations.one(project.number(), id);
    found.ifPresent(annotations::delete);
    return found.isPresent();
  }
}
