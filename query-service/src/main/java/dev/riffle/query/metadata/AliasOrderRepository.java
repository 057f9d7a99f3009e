package dev.riffle.query.metadata;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import org.hibernate.annotations.processing.SQL;

/** Statements on {@code alias_orders}; Hibernate checks them at compile time. */
@Repository
interface AliasOrderRepository extends CrudRepository<AliasOrderEntity, Long> {
  @Query("select o from AliasOrderEntity o where o.project = :project order by o.id")
  List<AliasOrderEntity> ofProject(int project);

  /**
   * Until the end of the transaction nobody else passes here; other statements go on. The oldest
   * project's row is locked because it is always there, and is hardly ever changed.
   */
  @SQL("select * from project order by id limit 1 for no key update")
  Project lock();
}
