package dev.riffle.query.segmentation;

import dev.riffle.query.question.Measure;
import dev.riffle.query.time.TimeAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one line's statement returned: counts by group and bucket. */
final class LineCounts {
  /** Counts of one cell. */
  record Counts(long uniques, long totals, long active) {
    static final Counts NONE = new Counts(0, 0, 0);

    /** What groups are ranked by; the same arithmetic as the engine's. */
    double rank(Measure measure) {
      return switch (measure) {
        case UNIQUES -> uniques;
        case TOTALS -> totals;
        case AVERAGE -> (double) totals / uniques;
        case ACTIVE_PERCENT -> (double) uniques / active;
      };
    }
  }

  /** One row of a chart in the making. */
  static final class Cells {
    private Counts total = Counts.NONE;
    private final Counts[] points;

    private Cells(int buckets) {
      points = new Counts[buckets];
      Arrays.fill(points, Counts.NONE);
    }

    Counts total() {
      return total;
    }

    List<Counts> points() {
      return List.of(points);
    }
  }

  private final TimeAxis axis;
  private final Map<Long, Integer> places;
  private final Cells all;
  private final Map<GroupKey, Cells> groups = new HashMap<>();

  LineCounts(TimeAxis axis, List<List<Object>> rows) {
    this.axis = axis;
    this.places = axis.places();
    this.all = new Cells(axis.buckets().size());
    for (List<Object> row : rows) {
      add(row);
    }
    groups.values().removeIf(cells -> cells.total.totals() == 0);
  }

  Cells all() {
    return all;
  }

  /** Groups with at least one event, best first, ties by text, the others last. */
  List<Map.Entry<GroupKey, Cells>> ranked(Measure measure) {
    List<Map.Entry<GroupKey, Cells>> ranked = new ArrayList<>(groups.entrySet());
    ranked.sort(
        Comparator.<Map.Entry<GroupKey, Cells>, Boolean>comparing(entry -> entry.getKey().isOther())
            .thenComparing(
                entry -> entry.getValue().total().rank(measure), Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    return ranked;
  }

  private void add(List<Object> row) {
    Cells cells =
        number(row, 2) == 1
            ? all
            : groups.computeIfAbsent(key(row.get(3)), _ -> new Cells(axis.buckets().size()));
    Counts counts = new Counts(number(row, 4), number(row, 5), number(row, 6));
    if (number(row, 0) == 1) {
      cells.total = counts;
    } else {
      Optional.ofNullable(places.get(number(row, 1)))
          .ifPresent(place -> cells.points[place] = counts);
    }
  }

  /** The group key of a statement's column: a text for one property, a list for several. */
  static GroupKey key(Object column) {
    if (column instanceof String text) {
      return text.equals(SegmentationSql.OTHER) ? GroupKey.OTHER : new GroupKey(List.of(text));
    }
    return new GroupKey(((List<?>) column).stream().map(String.class::cast).toList());
  }

  private static long number(List<Object> row, int column) {
    return (Long) row.get(column);
  }
}
