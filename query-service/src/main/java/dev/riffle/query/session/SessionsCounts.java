package dev.riffle.query.session;

import dev.riffle.query.answer.SessionsAnswer.SessionCounts;
import dev.riffle.query.sql.GroupKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one segment's statement returned: counts by group and bucket. */
final class SessionsCounts {
  /** One row of a chart in the making. */
  static final class Cells {
    private SessionCounts total = SessionCounts.NONE;
    private final List<SessionCounts> points;

    private Cells(int buckets) {
      points = new ArrayList<>(Collections.nCopies(buckets, SessionCounts.NONE));
    }

    SessionCounts total() {
      return total;
    }

    List<SessionCounts> points() {
      return List.copyOf(points);
    }
  }

  private final int buckets;
  private final Map<Long, Integer> places;
  private final Cells all;
  private final Map<GroupKey, Cells> groups = new HashMap<>();

  /** Reads the rows of {@link SessionsSql#counts}. */
  SessionsCounts(SessionsPlan plan, List<List<Object>> rows) {
    this.buckets = plan.axis().buckets().size();
    this.places = plan.axis().places();
    this.all = new Cells(buckets);
    rows.forEach(this::put);
  }

  Cells all() {
    return all;
  }

  /** Most sessions first, ties by text; all the others last. */
  List<Map.Entry<GroupKey, Cells>> ranked() {
    return groups.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<GroupKey, Cells>, Boolean>comparing(
                    group -> group.getKey().isOther())
                .thenComparingLong(group -> -group.getValue().total.sessions())
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  private void put(List<Object> row) {
    Cells cells =
        number(row, 2) == 1
            ? all
            : groups.computeIfAbsent(GroupKey.read(row.get(3)), _ -> new Cells(buckets));
    SessionCounts counts =
        SessionCounts.of(
            number(row, 4),
            number(row, 5),
            number(row, 6),
            number(row, 7),
            number(row, 8),
            (Double) row.get(9));
    Integer place = places.get(number(row, 1));
    if (number(row, 0) == 1) {
      cells.total = counts;
    } else if (place != null) {
      cells.points.set(place, counts);
    }
  }

  private static long number(List<Object> row, int column) {
    return (Long) row.get(column);
  }
}
