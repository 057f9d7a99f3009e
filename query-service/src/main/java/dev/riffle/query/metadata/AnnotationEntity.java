package dev.riffle.query.metadata;

import dev.riffle.query.saved.Annotation;
import dev.riffle.query.saved.Revision;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code annotation}. */
@Entity
@Table(name = "annotation")
class AnnotationEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Column(nullable = false)
  int project;

  @Column(nullable = false)
  int version;

  @Column(name = "happened_at")
  @Nullable Instant happenedAt;

  @Column(name = "happened_on")
  @Nullable LocalDate happenedOn;

  @Column(nullable = false, columnDefinition = "text")
  String text;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "changed_at", nullable = false)
  Instant changedAt;

  @Column(name = "changed_by", nullable = false)
  long changedBy;

  /** For Hibernate, which fills the fields itself. */
  @SuppressWarnings("NullAway.Init")
  protected AnnotationEntity() {}

  @SuppressWarnings("NullAway.Init") // take() sets what is left
  AnnotationEntity(int project, Annotation.Content content, Revision revision) {
    this.project = project;
    this.createdAt = revision.createdAt();
    take(content, revision);
  }

  /** Everything that a change can change. */
  final void take(Annotation.Content content, Revision revision) {
    this.version = revision.version();
    this.happenedAt = content.at().orElse(null);
    this.happenedOn = content.date().orElse(null);
    this.text = content.text();
    this.changedAt = revision.changedAt();
    this.changedBy = revision.changedBy();
  }

  Revision revision() {
    return new Revision(version, createdAt, changedAt, changedBy);
  }

  Annotation annotation() {
    if (id == null) {
      throw new IllegalStateException("an annotation has its number only once it is stored");
    }
    return new Annotation(
        id,
        new Annotation.Content(
            Optional.ofNullable(happenedAt), Optional.ofNullable(happenedOn), text),
        revision());
  }
}
