package dev.riffle.query.metadata;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.processing.SQL;

/** Statements on {@code annotation}; Hibernate checks them at compile time. */
@Repository
interface AnnotationRepository extends CrudRepository<AnnotationEntity, Long> {
  /** Instants in {@code [start, end)}, and dates from the first to the last. */
  @Query(
      "select a from AnnotationEntity a where a.project = :project"
          + " and ((a.happenedAt >= :start and a.happenedAt < :end)"
          + " or (a.happenedOn >= :from and a.happenedOn <= :to)) order by a.id")
  List<AnnotationEntity> within(
      int project, Instant start, Instant end, LocalDate from, LocalDate to);

  @Query("select a from AnnotationEntity a where a.project = :project and a.id = :id")
  Optional<AnnotationEntity> one(int project, long id);

  @Query("select count(a) from AnnotationEntity a where a.project = :project")
  long count(int project);

  /** Until the end of the transaction nobody else writes annotations of the project. */
  @SQL("select * from project where id = :project for no key update")
  Project lock(int project);
}
