package dev.riffle.query.metadata;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;

/** Statements on {@code api_key}; Hibernate checks them at compile time. */
@Repository
interface ApiKeyRepository extends CrudRepository<ApiKeyEntity, Long> {
  @Query(
      "select k from ApiKeyEntity k join fetch k.project where k.keyHash = :hash"
          + " and k.revokedAt is null and (k.expiresAt is null or k.expiresAt > instant)")
  Optional<ApiKeyEntity> usable(String hash);

  @Query("select count(k) from ApiKeyEntity k where k.keyHash = :hash")
  long countWithHash(String hash);

  @Query("select k from ApiKeyEntity k where k.project.id = :project order by k.id")
  List<ApiKeyEntity> ofProject(int project);

  @Query("select k from ApiKeyEntity k where k.project.id = :project and k.id = :key")
  Optional<ApiKeyEntity> ofProject(int project, long key);
}
