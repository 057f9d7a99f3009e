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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DemoKeys.class)
@QuarkusTestResource(PostgresResource.class)
class StartersIT {
  private static final int INSTANCES = 3;

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

  @Test
  void instancesThatStartAtOnceGiveThemOnce() throws Exception {
    project =
        QuarkusTransaction.requiringNew()
            .call(() ->
                rows.insert(
                        new Project(
                            "old shop " + UUID.randomUUID(),
                            ZoneOffset.UTC,
                            DayOfWeek.MONDAY,
                            Instant.parse("2026-11-22T12:00:00Z")))
                    .details()
                    .id());
    CyclicBarrier allHaveBegun = new CyclicBarrier(INSTANCES);

    try (ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> starts = new ArrayList<>();
      for (int i = 0; i < INSTANCES; i++) {
        starts.add(
            instances.submit(() ->
                QuarkusTransaction.requiringNew()
                    .call(() -> {
                      rows.findById(project.number());
                      allHaveBegun.await(10, TimeUnit.SECONDS);
                      starters.provide(project.number());
                      return true;
                    })));
      }
      for (Future<?> start : starts) {
        start.get();
      }
    }

    assertThat(segments.of(project))
        .extracting(SavedSegment::content)
        .containsExactlyInAnyOrderElementsOf(StarterSegments.after(0));
  }

  private void provide() {
    QuarkusTransaction.requiringNew().run(() -> starters.provide(project.number()));
  }
}
