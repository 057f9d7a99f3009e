package dev.riffle.query.funnel;

import dev.riffle.query.sql.BreakdownSql;
import dev.riffle.query.time.TimeAxis;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What one segment's statement returned: for each group, by bucket, how many paths went how far.
 */
final class FunnelCounts {
  /** Paths that reached each step, by bucket; they add up, as each path is in one bucket. */
  static final class Reached {
    private final long[][] byBucket;

    private Reached(int buckets, int steps) {
      byBucket = new long[buckets][steps];
    }

    /** Of the step with this place, from 0, over all buckets. */
    long count(int step) {
      return Arrays.stream(byBucket).mapToLong(steps -> steps[step]).sum();
    }

    List<List<Long>> points() {
      return Arrays.stream(byBucket).map(steps -> LongStream.of(steps).boxed().toList()).toList();
    }

    private void add(int bucket, int steps, long paths) {
      for (int step = 0; step < steps; step++) {
        byBucket[bucket][step] += paths;
      }
    }

    private void add(Reached more) {
      for (int bucket = 0; bucket < byBucket.length; bucket++) {
        for (int step = 0; step < byBucket[bucket].length; step++) {
          byBucket[bucket][step] += more.byBucket[bucket][step];
        }
      }
    }
  }

  private static final Comparator<String> BY_BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final TimeAxis axis;
  private final Map<Long, Integer> places;
  private final int steps;
  private final Map<String, Reached> groups = new HashMap<>();
  private final Reached all;

  FunnelCounts(TimeAxis axis, int steps, List<List<Object>> rows) {
    this.axis = axis;
    this.places = axis.places();
    this.steps = steps;
    this.all = none();
    for (List<Object> row : rows) {
      int bucket =
          axis.buckets().size() == 1
              ? 0
              : Optional.ofNullable(places.get(row.get(0))).orElseThrow();
      int reached = ((Long) row.get(2)).intValue();
      long paths = (Long) row.get(3);
      all.add(bucket, reached, paths);
      groups.computeIfAbsent((String) row.get(1), _ -> none()).add(bucket, reached, paths);
    }
  }

  Reached all() {
    return all;
  }

  /** Values with the most paths, ties by their text. */
  List<String> best(int top) {
    return groups.keySet().stream()
        .filter(group -> !group.equals(BreakdownSql.OTHER) && !group.equals(FunnelSql.NOT_REACHED))
        .sorted(
            Comparator.<String>comparingLong(group -> -of(group).count(0)).thenComparing(BY_BYTES))
        .limit(top)
        .toList();
  }

  Reached of(String group) {
    return groups.getOrDefault(group, none());
  }

  /** All that are neither told apart nor without the step. */
  Reached others(List<String> told) {
    Reached others = none();
    groups.forEach((group, reached) -> {
      if (!told.contains(group) && !group.equals(FunnelSql.NOT_REACHED)) {
        others.add(reached);
      }
    });
    return others;
  }

  private Reached none() {
    return new Reached(axis.buckets().size(), steps);
  }
}
