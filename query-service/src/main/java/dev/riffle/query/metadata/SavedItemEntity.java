package dev.riffle.query.metadata;

import dev.riffle.query.saved.Revision;
import dev.riffle.query.saved.SavedItem;
import dev.riffle.query.saved.SavedType;
import dev.riffle.query.saved.Title;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code saved_item}. */
@Entity
@Table(name = "saved_item")
class SavedItemEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Column(nullable = false)
  int project;

  @Column(nullable = false, columnDefinition = "text")
  String type;

  @Column(nullable = false, columnDefinition = "text")
  String item;

  @Column(nullable = false)
  int version;

  @Column(nullable = false, columnDefinition = "text")
  String name;

  @Column(nullable = false, columnDefinition = "text")
  String owner;

  @Column(nullable = false, columnDefinition = "text")
  String description;

  @Column(nullable = false, columnDefinition = "text")
  String content;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "changed_at", nullable = false)
  Instant changedAt;

  @Column(name = "changed_by", nullable = false)
  long changedBy;

  /** For Hibernate, which fills the fields itself. */
  @SuppressWarnings("NullAway.Init")
  protected SavedItemEntity() {}

  @SuppressWarnings("NullAway.Init") // take() sets what is left
  <C> SavedItemEntity(int project, SavedType<C> type, SavedItem<C> saved) {
    this.project = project;
    this.type = type.stored();
    this.item = saved.id();
    this.createdAt = saved.revision().createdAt();
    take(type, saved);
  }

  /** Everything that a change can change. */
  final <C> void take(SavedType<C> as, SavedItem<C> saved) {
    this.version = saved.revision().version();
    this.name = saved.title().name();
    this.owner = saved.title().owner();
    this.description = saved.title().description();
    this.content = as.write().apply(saved.content());
    this.changedAt = saved.revision().changedAt();
    this.changedBy = saved.revision().changedBy();
  }

  <C> SavedItem<C> saved(SavedType<C> as) {
    return new SavedItem<>(
        item,
        new Title(name, owner, description),
        as.read().apply(content),
        new Revision(version, createdAt, changedAt, changedBy));
  }
}
