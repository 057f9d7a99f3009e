package dev.riffle.query.retention;

import dev.riffle.query.sql.GroupKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one segment's statement returned: persons by cohort and bracket, for each group and over
 * all. Who is in the last bracket that it reaches alone is counted in those before it too.
 */
final class CohortCounts {
  /** Persons of each cohort, and of each of its brackets. */
  static final class Grid {
    private final long[] sizes;
    private final long[][] returned;

    private Grid(int cohorts, int brackets) {
      sizes = new long[cohorts];
      returned = new long[cohorts][brackets];
    }

    long size(int cohort) {
      return sizes[cohort];
    }

    long returned(int cohort, int bracket) {
      return returned[cohort][bracket];
    }

    long persons() {
      return Arrays.stream(sizes).sum();
    }

    private void add(int cohort, int place, long persons) {
      if (place == 0) {
        sizes[cohort] += persons;
      } else {
        returned[cohort][place - 1] += persons;
      }
    }

    private void add(Grid other) {
      for (int cohort = 0; cohort < sizes.length; cohort++) {
        sizes[cohort] += other.sizes[cohort];
        for (int bracket = 0; bracket < returned[cohort].length; bracket++) {
          returned[cohort][bracket] += other.returned[cohort][bracket];
        }
      }
    }

    private void accumulateFromTheLast() {
      for (long[] row : returned) {
        for (int bracket = row.length - 2; bracket >= 0; bracket--) {
          row[bracket] += row[bracket + 1];
        }
      }
    }
  }

  private final RetentionPlan plan;
  private final Map<GroupKey, Grid> groups = new HashMap<>();

  /** Reads the rows of {@link RetentionSql#counts}. */
  CohortCounts(RetentionPlan plan, List<List<Object>> rows) {
    this.plan = plan;
    for (List<Object> row : rows) {
      groups
          .computeIfAbsent(GroupKey.read(row.get(1)), _ -> grid())
          .add(number(row, 0), number(row, 2), (Long) row.get(3));
    }
    if (plan.isCumulative()) {
      groups.values().forEach(Grid::accumulateFromTheLast);
    }
  }

  Grid all() {
    Grid all = grid();
    groups.values().forEach(all::add);
    return all;
  }

  /** Keys of groups, largest first, ties by text, without the one of all the others. */
  List<GroupKey> ranked() {
    return groups.keySet().stream()
        .filter(key -> !key.isOther())
        .sorted(
            Comparator.<GroupKey>comparingLong(key -> -group(key).persons())
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  Grid group(GroupKey key) {
    Grid grid = groups.get(key);
    if (grid == null) {
      throw new IllegalArgumentException("no such group");
    }
    return grid;
  }

  /** Everything but these groups. */
  Grid others(List<GroupKey> told) {
    Grid others = grid();
    groups.forEach((key, grid) -> {
      if (!told.contains(key)) {
        others.add(grid);
      }
    });
    return others;
  }

  private Grid grid() {
    return new Grid(plan.cohorts().buckets().size(), plan.brackets().size());
  }

  private static int number(List<Object> row, int column) {
    return Math.toIntExact((Long) row.get(column));
  }
}
