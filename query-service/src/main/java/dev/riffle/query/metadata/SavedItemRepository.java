package dev.riffle.query.metadata;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.processing.SQL;

/** Statements on {@code saved_item}; Hibernate checks them at compile time. */
@Repository
interface SavedItemRepository extends CrudRepository<SavedItemEntity, Long> {
  /** All of a type, by their names. */
  @Query(
      "select s from SavedItemEntity s where s.project = :project and s.type = :type"
          + " order by s.name, s.item")
  List<SavedItemEntity> all(int project, String type);

  @Query(
      "select s from SavedItemEntity s where s.project = :project and s.type = :type"
          + " and s.item = :item")
  Optional<SavedItemEntity> one(int project, String type, String item);

  /** Until the end of the transaction nobody else writes what the project keeps. */
  @SQL("select * from project where id = :project for no key update")
  Project lock(int project);
}
