package dev.riffle.query.metadata;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.Optional;

/** Keys in PostgreSQL. */
@ApplicationScoped
class StoredKeys implements KeySource {
  private final ApiKeyRepository keys;

  StoredKeys(ApiKeyRepository keys) {
    this.keys = keys;
  }

  @Override
  public Optional<KnownKey> find(String keyHash) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(() -> keys.usable(keyHash).map(ApiKeyEntity::known));
    } catch (PersistenceException | QuarkusTransactionException e) {
      throw new MetadataUnavailableException("key lookup failed", e);
    }
  }
}
