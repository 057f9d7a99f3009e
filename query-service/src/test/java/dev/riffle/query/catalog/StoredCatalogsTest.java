package dev.riffle.query.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.ResultTable;
import dev.riffle.query.engine.SqlEngine;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredCatalogsTest {
  private static final QueryLimits LIMITS = new QueryLimits(Duration.ofSeconds(7), 1 << 30, 70);

  private final List<QueryLimits> asked = new ArrayList<>();
  private final SqlEngine engine =
      (statement, queryId, limits) -> {
        asked.add(limits);
        return new ResultTable(
            List.of(List.of("event", "Event " + asked.size(), "", 1L, 0L, 0L, 0L)), 1, 1, 1);
      };
  private final StoredCatalogs catalogs = new StoredCatalogs(engine, () -> "id", LIMITS);

  @Test
  void remembersWhatItRead() {
    Catalog first = catalogs.recent(project(1));

    assertThat(catalogs.recent(project(1))).isSameAs(first);
    assertThat(asked).containsExactly(LIMITS);
  }

  @Test
  void freshReadsAgainAndIsRemembered() {
    Catalog first = catalogs.recent(project(1));

    Catalog fresh = catalogs.fresh(project(1));

    assertThat(first.hasEvent("Event 2")).isFalse();
    assertThat(fresh.hasEvent("Event 2")).isTrue();
    assertThat(catalogs.recent(project(1))).isSameAs(fresh);
    assertThat(asked).hasSize(2);
  }

  @Test
  void projectsHaveTheirOwn() {
    assertThat(catalogs.recent(project(1)).hasEvent("Event 1")).isTrue();
    assertThat(catalogs.recent(project(2)).hasEvent("Event 1")).isFalse();
  }

  private static ProjectContext project(int number) {
    return new ProjectContext(new ProjectId(number), ZoneOffset.UTC, DayOfWeek.MONDAY);
  }
}
