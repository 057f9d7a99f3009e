package dev.riffle.query.usage;

import dev.riffle.event.PropertyValue;
import dev.riffle.query.answer.Comparison;
import dev.riffle.query.answer.FeatureUsageAnswer.Cell;
import dev.riffle.query.answer.FeatureUsageAnswer.Feature;
import dev.riffle.query.answer.FeatureUsageAnswer.UsageSegment;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.Label;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Proportion;
import dev.riffle.query.statistics.RateDifference;
import dev.riffle.query.statistics.SignificanceGuard;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Sets of values and numbers of events, to the table of features by segments. Pure.
 *
 * <p>A person belongs to "the rest" of a segment when it was active with any other value; persons
 * who had both count on both sides. From the sets this is exact: everybody, less those who had
 * nothing but the segment's value.
 */
final class UsageTable {
  /** Persons by value, and by having no other value. */
  private static final class People {
    private long all;
    private final long[] with;
    private final long[] only;
    private final long[] totals;

    private People(int places) {
      with = new long[places];
      only = new long[places];
      totals = new long[places];
    }

    private void add(BigInteger set, long persons) {
      all += persons;
      boolean single = set.bitCount() == 1;
      for (int place = 0; place < with.length; place++) {
        if (set.testBit(place)) {
          with[place] += persons;
          only[place] += single ? persons : 0;
        }
      }
    }

    private long rest(int place) {
      return all - only[place];
    }
  }

  /** What the others are called in sentences. */
  static final String REST = "the rest";

  private final List<String> values;
  private final People active;
  private final Map<String, People> byEvent = new HashMap<>();

  /**
   * Reads the rows of {@link UsageSql#uses}.
   *
   * @param values stored forms, in the order of their places, from place 1
   */
  UsageTable(List<String> values, List<List<Object>> uses) {
    this.values = values;
    this.active = new People(values.size() + 1);
    for (List<Object> row : uses) {
      People people = (Long) row.get(0) == 1 ? active : of((String) row.get(2));
      BigInteger set = new BigInteger((String) row.get(3));
      if ((Long) row.get(1) == 1) {
        people.totals[set.getLowestSetBit()] = (Long) row.get(4);
      } else {
        people.add(set, (Long) row.get(4));
      }
    }
  }

  long activeUsers() {
    return active.all;
  }

  List<UsageSegment> segments() {
    List<UsageSegment> segments = new ArrayList<>();
    for (int place : places()) {
      if (place == 0) {
        segments.add(
            new UsageSegment(
                new PropertyValue.Null(), GroupAnswer.OTHER_LABEL, true, active.with[0]));
      } else {
        PropertyValue value = Label.value(values.get(place - 1));
        segments.add(new UsageSegment(value, Label.of(value), false, active.with[place]));
      }
    }
    return segments;
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
    List<RateDifference> differences = new ArrayList<>();
    for (Map.Entry<String, People> row : rows) {
      for (int place : places()) {
        differences.add(difference(row.getValue(), place));
      }
    }
    Iterator<RateDifference> adjusted =
        SignificanceGuard.adjusted(differences, Adjustment.BENJAMINI_HOCHBERG).iterator();
    List<UsageSegment> segments = segments();
    List<Feature> features = new ArrayList<>();
    for (Map.Entry<String, People> row : rows) {
      List<Cell> cells = new ArrayList<>();
      long totals = 0;
      for (int i = 0; i < places().size(); i++) {
        int place = places().get(i);
        cells.add(cell(row.getValue(), place, segments.get(i).label(), adjusted.next()));
        totals += row.getValue().totals[place];
      }
      features.add(new Feature(row.getKey(), row.getValue().all, totals, cells));
    }
    return features;
  }

  private RateDifference difference(People people, int place) {
    return SignificanceGuard.compare(
        new Proportion(active.rest(place), people.rest(place)),
        new Proportion(active.with[place], people.with[place]));
  }

  private Cell cell(People people, int place, String label, RateDifference difference) {
    OptionalDouble share = difference.other().rate();
    OptionalDouble restShare = difference.baseline().rate();
    OptionalDouble lift =
        share.isPresent() && restShare.orElse(0) > 0
            ? OptionalDouble.of(share.getAsDouble() / restShare.getAsDouble())
            : OptionalDouble.empty();
    return new Cell(
        people.with[place],
        people.totals[place],
        share,
        ratio(people.totals[place], people.with[place]),
        lift,
        Comparison.of(label, REST, difference));
  }

  private static OptionalDouble ratio(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  /** The values' places, then place 0 if anybody had a value that is not among them. */
  private List<Integer> places() {
    List<Integer> places = new ArrayList<>();
    for (int place = 1; place <= values.size(); place++) {
      places.add(place);
    }
    if (active.with[0] > 0) {
      places.add(0);
    }
    return places;
  }

  private People of(String event) {
    return byEvent.computeIfAbsent(event, _ -> new People(values.size() + 1));
  }
}
