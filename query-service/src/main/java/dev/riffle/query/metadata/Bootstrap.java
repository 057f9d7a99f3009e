package dev.riffle.query.metadata;

import dev.riffle.project.ApiKey;
import dev.riffle.query.config.RiffleConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Makes the project and keys of {@code riffle.bootstrap.*} at the start, where they are missing. A
 * key that is stored already, by its hash, is left as it is: also when it was revoked. Projects of
 * an earlier version get the segments that every one begins with by now.
 */
@ApplicationScoped
class Bootstrap {
  private static final Logger LOG = Logger.getLogger(Bootstrap.class);

  private final RiffleConfig.Bootstrap config;
  private final ProjectRepository projects;
  private final ApiKeyRepository keys;
  private final Starters starters;
  private final InstantSource clock;

  Bootstrap(
      RiffleConfig config,
      ProjectRepository projects,
      ApiKeyRepository keys,
      Starters starters,
      InstantSource clock) {
    this.config = config.bootstrap();
    this.projects = projects;
    this.keys = keys;
    this.starters = starters;
    this.clock = clock;
  }

  @Transactional
  void onStart(@Observes StartupEvent start) {
    config.projectName().ifPresent(this::provide);
    projects.inOrder().forEach(project -> starters.provide(project.details().id().number()));
  }

  private void provide(String projectName) {
    Project project = projects.byName(projectName).orElseGet(() -> create(projectName));
    provide(project, config.writeKey(), KeyReach.PROJECT);
    provide(project, config.readKey(), KeyReach.PROJECT);
    provide(project, config.adminKey(), KeyReach.INSTALLATION);
  }

  private Project create(String name) {
    Project made =
        projects.insert(new Project(name, ZoneId.of("UTC"), DayOfWeek.MONDAY, clock.instant()));
    LOG.infof("project made: id=%s", made.id);
    return made;
  }

  private void provide(Project project, Optional<String> text, KeyReach reach) {
    if (text.isEmpty()) {
      return;
    }
    ApiKey key = new ApiKey(text.get());
    if (keys.countWithHash(key.hash()) > 0) {
      return;
    }
    KeyOrder order = new KeyOrder(key.scope(), reach, "bootstrap", Optional.empty());
    keys.insert(new ApiKeyEntity(project, key, order, clock.instant()));
    LOG.infof(
        "key made: scope=%s prefix=%s project=%s", key.scope(), key.shownPrefix(), project.id);
  }
}
