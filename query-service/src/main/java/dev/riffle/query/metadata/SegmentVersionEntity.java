package dev.riffle.query.metadata;

import dev.riffle.query.segment.SavedSegment;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code segment_version}. */
@Entity
@Table(name = "segment_version")
class SegmentVersionEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Column(nullable = false)
  int project;

  @Column(nullable = false, columnDefinition = "text")
  String segment;

  @Column(nullable = false)
  int version;

  @Column(nullable = false, columnDefinition = "text")
  String name;

  @Column(nullable = false, columnDefinition = "text")
  String owner;

  @Column(nullable = false, columnDefinition = "text")
  String description;

  @Column(nullable = false, columnDefinition = "text")
  String population;

  @Column(nullable = false)
  boolean deleted;

  @Column(name = "written_by")
  @Nullable Long writtenBy;

  @Column(name = "written_at", nullable = false)
  Instant writtenAt;

  /** For Hibernate, which fills the fields itself. */
  @SuppressWarnings("NullAway.Init")
  protected SegmentVersionEntity() {}

  SegmentVersionEntity(int project, SavedSegment segment) {
    this.project = project;
    this.segment = segment.id();
    this.version = segment.version();
    this.name = segment.content().name();
    this.owner = segment.content().owner();
    this.description = segment.content().description();
    this.population = segment.content().population();
    this.deleted = segment.deleted();
    this.writtenBy = segment.writtenBy().orElse(null);
    this.writtenAt = segment.writtenAt();
  }

  SavedSegment saved() {
    return new SavedSegment(
        segment,
        version,
        new SavedSegment.Content(name, owner, description, population),
        deleted,
        writtenAt,
        Optional.ofNullable(writtenBy));
  }
}
