package dev.riffle.query.usage;

import dev.riffle.event.PropertyValue;
import dev.riffle.query.answer.FeatureUsageAnswer.Cell;
import dev.riffle.query.answer.FeatureUsageAnswer.Feature;
import dev.riffle.query.answer.FeatureUsageAnswer.UsageSegment;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.Label;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

  List<Feature> features() {
    return byEvent.entrySet().stream()
        .map(entry -> feature(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Feature::users).reversed().thenComparing(Feature::event))
        .toList();
  }

  private Feature feature(String event, People people) {
    List<Cell> cells = new ArrayList<>();
    long totals = 0;
    for (int place : places()) {
      cells.add(cell(people, place));
      totals += people.totals[place];
    }
    return new Feature(event, people.all, totals, cells);
  }

  private Cell cell(People people, int place) {
    OptionalDouble share = ratio(people.with[place], active.with[place]);
    OptionalDouble restShare = ratio(people.rest(place), active.rest(place));
    OptionalDouble lift =
        share.isPresent() && restShare.orElse(0) > 0
            ? OptionalDouble.of(share.getAsDouble() / restShare.getAsDouble())
            : OptionalDouble.empty();
    return new Cell(
        people.with[place],
        people.totals[place],
        share,
        ratio(people.totals[place], people.with[place]),
        lift);
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
