package dev.riffle.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlStatement;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultCacheTest {
  private static final ResultTable RESULT =
      new ResultTable(List.of(List.of("free", 3L)), 10, 100, 1);

  @Test
  void findsOnlyTheSameStatementWithTheSameParametersOverTheSameData() {
    ResultCache cache = new ResultCache(1 << 20);

    cache.keep("v1", names(1), RESULT);

    assertThat(cache.find("v1", names(1))).contains(RESULT);
    assertThat(cache.find("v2", names(1))).isEmpty();
    assertThat(cache.find("v1", names(2))).isEmpty();
    assertThat(cache.find("v1", rows(1).watermark())).isEmpty();
  }

  @Test
  void takesNoMoreMemoryThanItMay() {
    ResultCache cache = new ResultCache(20_000);

    for (int version = 0; version < 100; version++) {
      cache.keep("v" + version, names(1), RESULT);
    }

    long kept = 0;
    for (int version = 0; version < 100; version++) {
      kept += cache.find("v" + version, names(1)).isPresent() ? 1 : 0;
    }
    assertThat(kept).isBetween(5L, 30L);
  }

  @Test
  void keepsNoResultThatIsLargerThanAll() {
    ResultCache cache = new ResultCache(20_000);

    cache.keep("v1", names(1), new ResultTable(List.of(List.of("x".repeat(20_000))), 10, 100, 1));

    assertThat(cache.find("v1", names(1))).isEmpty();
  }

  private static SqlStatement names(int project) {
    return rows(project).names();
  }

  private static ProjectRows rows(int project) {
    return new ProjectRows(
        new ProjectContext(new ProjectId(project), ZoneOffset.UTC, DayOfWeek.MONDAY));
  }
}
