package dev.riffle.query.usage;

import dev.riffle.query.answer.Comparison;
import dev.riffle.query.answer.FeatureUsageAnswer.Cell;
import dev.riffle.query.answer.FeatureUsageAnswer.Feature;
import dev.riffle.query.answer.FeatureUsageAnswer.UsageSegment;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Difference;
import dev.riffle.query.statistics.Proportion;
import dev.riffle.query.statistics.SignificanceGuard;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Sets of places and numbers of events, to the table of features by columns. Pure.
 *
 * <p>A person belongs to "the rest" of a column when it was active outside it; persons who were
 * both count on both sides.
 */
final class UsageTable {
  /** Persons by column, and by being outside it. */
  private final class People {
    private long all;
    private final long[] with = new long[columns.size()];
    private final long[] rest = new long[columns.size()];
    private long events;
    private final long[] totals = new long[columns.size()];

    private void addPersons(BigInteger set, long persons) {
      all += persons;
      for (int column = 0; column < with.length; column++) {
        with[column] += columns.in(set, column) ? persons : 0;
        rest[column] += columns.outside(set, column) ? persons : 0;
      }
    }

    private void addEvents(BigInteger set, long number) {
      events += number;
      for (int column = 0; column < totals.length; column++) {
        totals[column] += columns.in(set, column) ? number : 0;
      }
    }
  }

  /** What the others are called in sentences. */
  static final String REST = "the rest";

  private final UsageColumns columns;
  private final People active;
  private final Map<String, People> byEvent = new HashMap<>();

  /** Reads the rows of {@link UsageSql#uses}. */
  UsageTable(UsageColumns columns, List<List<Object>> uses) {
    this.columns = columns;
    this.active = new People();
    for (List<Object> row : uses) {
      People people =
          (Long) row.get(0) == 1
              ? active
              : byEvent.computeIfAbsent((String) row.get(2), _ -> new People());
      BigInteger set = new BigInteger((String) row.get(3));
      if ((Long) row.get(1) == 1) {
        people.addEvents(set, (Long) row.get(4));
      } else {
        people.addPersons(set, (Long) row.get(4));
      }
    }
  }

  long activeUsers() {
    return active.all;
  }

  List<UsageSegment> segments() {
    return shown().stream().map(column -> columns.shown(column, active.with[column])).toList();
  }

  /** How many events there are. */
  int size() {
    return byEvent.size();
  }

  /**
   * The events with the most users. Their cells are compared as one table, so that as many of the
   * differences it shows are real.
   *
   * @param max leaves out all but so many
   */
  List<Feature> features(int max) {
    List<Map.Entry<String, People>> rows =
        byEvent.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, People> row) -> row.getValue().all)
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(max)
            .toList();
    List<Integer> shown = shown();
    List<Difference<Proportion>> differences = new ArrayList<>();
    for (Map.Entry<String, People> row : rows) {
      for (int column : shown) {
        differences.add(difference(row.getValue(), column));
      }
    }
    Iterator<Difference<Proportion>> adjusted =
        SignificanceGuard.adjusted(differences, Adjustment.BENJAMINI_HOCHBERG).iterator();
    List<UsageSegment> segments = segments();
    List<Feature> features = new ArrayList<>();
    for (Map.Entry<String, People> row : rows) {
      List<Cell> cells = new ArrayList<>();
      for (int i = 0; i < segments.size(); i++) {
        String label = segments.get(i).label();
        cells.add(cell(row.getValue(), shown.get(i), label, adjusted.next()));
      }
      features.add(new Feature(row.getKey(), row.getValue().all, row.getValue().events, cells));
    }
    return features;
  }

  private Difference<Proportion> difference(People people, int column) {
    return SignificanceGuard.compare(
        new Proportion(active.rest[column], people.rest[column]),
        new Proportion(active.with[column], people.with[column]));
  }

  private Cell cell(People people, int column, String label, Difference<Proportion> difference) {
    OptionalDouble share = difference.other().rate();
    OptionalDouble restShare = difference.baseline().rate();
    OptionalDouble lift =
        share.isPresent() && restShare.orElse(0) > 0
            ? OptionalDouble.of(share.getAsDouble() / restShare.getAsDouble())
            : OptionalDouble.empty();
    return new Cell(
        people.with[column],
        people.totals[column],
        share,
        ratio(people.totals[column], people.with[column]),
        lift,
        Comparison.of(label, REST, difference));
  }

  private static OptionalDouble ratio(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  /** The columns that are not left out. */
  private List<Integer> shown() {
    return IntStream.range(0, columns.size())
        .filter(column -> active.with[column] > 0 || !columns.onlyWhenUsed(column))
        .boxed()
        .toList();
  }
}
