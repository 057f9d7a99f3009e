package dev.riffle.query.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.rest.DemoKeys;
import dev.riffle.query.segment.SavedSegment;
import dev.riffle.query.segment.StarterSegments;
import dev.riffle.testing.PostgresResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DemoKeys.class)
@QuarkusTestResource(PostgresResource.class)
class StartersIT {
  @Inject Projects projects;
  @Inject ProjectRepository rows;
  @Inject ApiKeyRepository keys;
  @Inject Segments segments;
  @Inject Starters starters;

  private ProjectId project;
  private long key;

  @BeforeEach
  void makeProject() {
    project = projects.create("shop " + UUID.randomUUID(), ZoneOffset.UTC, DayOfWeek.MONDAY).id();
    key =
        QuarkusTransaction.requiringNew()
            .call(() -> Objects.requireNonNull(keys.findAll().toList().getFirst().id));
  }

  @Test
  void aNewProjectBeginsWithAll() {
    assertThat(segments.of(project))
        .extracting(SavedSegment::content)
        .containsExactlyInAnyOrderElementsOf(StarterSegments.after(0));
    assertThat(segments.find(project, "champions").orElseThrow().writtenBy()).isEmpty();
  }

  @Test
  void theyAreGivenOnce() {
    segments.delete(project, "champions", key);
    List<SavedSegment> before = segments.of(project);

    provide();

    assertThat(segments.of(project)).isEqualTo(before);
  }

  @Test
  void aProjectOfAnEarlierVersionKeepsWhatItHas() {
    SavedSegment.Content own =
        new SavedSegment.Content("Power users", "Growth", "", "{\"did\":\"$any\"}");
    segments.delete(project, "champions", key);
    segments.change(project, "power-users", 1, own, key);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          Project row = rows.findById(project.number()).orElseThrow();
          row.starterSets = 0;
          rows.update(row);
        });
    List<SavedSegment> before = segments.of(project);

    provide();

    assertThat(segments.of(project)).isEqualTo(before);
    assertThat(segments.find(project, "champions")).isEmpty();
    assertThat(segments.find(project, "power-users").orElseThrow().content()).isEqualTo(own);
  }

  private void provide() {
    QuarkusTransaction.requiringNew().run(() -> starters.provide(project.number()));
  }
}
