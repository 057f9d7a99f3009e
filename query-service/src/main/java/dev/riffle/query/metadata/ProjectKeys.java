package dev.riffle.query.metadata;

import dev.riffle.project.ApiKey;
import dev.riffle.project.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The keys of a project. Every method is one transaction. */
@ApplicationScoped
public class ProjectKeys {
  private final ProjectRepository projects;
  private final ApiKeyRepository keys;
  private final Event<KeysChanged> keysChanged;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  ProjectKeys(
      ProjectRepository projects,
      ApiKeyRepository keys,
      Event<KeysChanged> keysChanged,
      InstantSource clock) {
    this.projects = projects;
    this.keys = keys;
    this.keysChanged = keysChanged;
    this.clock = clock;
  }

  /** Revoked ones included, oldest first; empty when there is no such project. */
  @Transactional
  public Optional<List<KeyDetails>> list(ProjectId project) {
    return projects
        .findById(project.number())
        .map(
            found -> keys.ofProject(project.number()).stream().map(ApiKeyEntity::details).toList());
  }

  /** One key, revoked or not; empty when the project has no such key. */
  @Transactional
  public Optional<KeyDetails> find(ProjectId project, long keyId) {
    return keys.ofProject(project.number(), keyId).map(ApiKeyEntity::details);
  }

  /** Makes a key; empty when there is no such project. */
  @Transactional
  public Optional<IssuedKey> issue(ProjectId project, KeyOrder order) {
    return projects
        .findById(project.number())
        .map(found -> store(found, ApiKey.generate(order.scope(), random), order));
  }

  /**
   * Ends a key for good, here at once and elsewhere within the time that keys are remembered.
   * Revoking again, or what the project does not have, changes nothing.
   */
  @Transactional
  public void revoke(ProjectId project, long keyId) {
    Optional<ApiKeyEntity> found = keys.ofProject(project.number(), keyId);
    found.ifPresent(key -> {
      if (key.revokedAt == null) {
        key.revokedAt = clock.instant();
        keys.update(key);
        keysChanged.fire(new KeysChanged());
      }
    });
  }

  private IssuedKey store(Project project, ApiKey secret, KeyOrder order) {
    ApiKeyEntity stored = keys.insert(new ApiKeyEntity(project, secret, order, clock.instant()));
    return new IssuedKey(secret, stored.details());
  }
}
