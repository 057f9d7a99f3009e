package dev.riffle.query.metadata;

import dev.riffle.project.ProjectId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A row of {@code project}. */
@Entity
@Table(name = "project")
class Project {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Integer id;

  @Column(nullable = false, columnDefinition = "text")
  String name;

  @Column(name = "time_zone", nullable = false, columnDefinition = "text")
  String timeZone;

  @Enumerated(EnumType.STRING)
  @Column(name = "week_start", nullable = false, columnDefinition = "text")
  DayOfWeek weekStart;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "starter_sets", nullable = false)
  int starterSets;

  /** For Hibernate, which fills the fields itself. */
  @SuppressWarnings("NullAway.Init")
  protected Project() {}

  Project(String name, ZoneId timeZone, DayOfWeek weekStart, Instant createdAt) {
    this.name = name;
    this.timeZone = timeZone.getId();
    this.weekStart = weekStart;
    this.createdAt = createdAt;
  }

  ProjectDetails details() {
    if (id == null) {
      throw new IllegalStateException("a project has its number only once it is stored");
    }
    return new ProjectDetails(new ProjectId(id), name, ZoneId.of(timeZone), weekStart, createdAt);
  }
}
