package dev.riffle.query.metadata;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Find;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;

/** Statements on {@code project}; Hibernate writes them at compile time. */
@Repository
interface ProjectRepository extends CrudRepository<Project, Integer> {
  @Find
  Optional<Project> byName(String name);

  @Find
  @OrderBy("id")
  List<Project> inOrder();
}
