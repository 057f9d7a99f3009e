package dev.riffle.query.metadata;

import dev.riffle.project.ApiKey;
import dev.riffle.project.KeyScope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code api_key}: everything about a key but its text. */
@Entity
@Table(name = "api_key")
class ApiKeyEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "project_id", nullable = false)
  Project project;

  @Column(nullable = false, columnDefinition = "text")
  String scope;

  @Column(nullable = false, columnDefinition = "text")
  String reach;

  @JdbcTypeCode(SqlTypes.CHAR)
  @Column(name = "key_hash", nullable = false, length = 64)
  String keyHash;

  @Column(name = "shown_prefix", nullable = false, columnDefinition = "text")
  String shownPrefix;

  @Column(nullable = false, columnDefinition = "text")
  String label;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  /** For Hibernate, which fills the fields itself. */
  @SuppressWarnings("NullAway.Init")
  protected ApiKeyEntity() {}

  ApiKeyEntity(Project project, ApiKey key, KeyOrder order, Instant createdAt) {
    this.project = project;
    this.scope = key.scope().name().toLowerCase(Locale.ROOT);
    this.reach = order.reach().name().toLowerCase(Locale.ROOT);
    this.keyHash = key.hash();
    this.shownPrefix = key.shownPrefix();
    this.label = order.label();
    this.createdAt = createdAt;
    this.expiresAt = order.expiresAt().orElse(null);
  }

  KeyDetails details() {
    return new KeyDetails(
        storedId(),
        keyScope(),
        keyReach(),
        shownPrefix,
        label,
        createdAt,
        Optional.ofNullable(expiresAt),
        Optional.ofNullable(revokedAt));
  }

  KnownKey known() {
    return new KnownKey(
        storedId(), project.details(), keyScope(), keyReach(), Optional.ofNullable(expiresAt));
  }

  private long storedId() {
    if (id == null) {
      throw new IllegalStateException("a key has its number only once it is stored");
    }
    return id;
  }

  private KeyScope keyScope() {
    return KeyScope.valueOf(scope.toUpperCase(Locale.ROOT));
  }

  private KeyReach keyReach() {
    return KeyReach.valueOf(reach.toUpperCase(Locale.ROOT));
  }
}
