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

  /** Until the end of the transaction nobody else inserts; reading goes on. */
  @SQL("lock table alias_orders in share row exclusive mode")
  void lock();
}
