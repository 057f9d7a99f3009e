package dev.riffle.query.usage;

import dev.riffle.event.PropertyValue;
import dev.riffle.query.answer.FeatureUsageAnswer.UsageSegment;
import dev.riffle.query.answer.Label;
import java.math.BigInteger;
import java.util.List;

/**
 * The columns of a table, and what a person's set of places says about them. An event is at a
 * place; the set has a bit for each place at which the person has an event.
 */
sealed interface UsageColumns {
  int size();

  /** Whether the person has an event that belongs to a column. */
  boolean in(BigInteger set, int column);

  /**
   * Whether it has one that does not, and so is among "the rest". Persons who have both are on both
   * sides.
   */
  boolean outside(BigInteger set, int column);

  /** The column as it is shown. */
  UsageSegment shown(int column, long activeUsers);

  /** Whether it is left out when nobody is in it. */
  boolean onlyWhenUsed(int column);

  /**
   * Values of a property: each event is in exactly one column, whose number is its place.
   *
   * @param values stored forms; the column after them is that of all others
   */
  record OfValues(List<String> values) implements UsageColumns {
    public OfValues {
      values = List.copyOf(values);
    }

    @Override
    public int size() {
      return values.size() + 1;
    }

    @Override
    public boolean in(BigInteger set, int column) {
      return set.testBit(column);
    }

    @Override
    public boolean outside(BigInteger set, int column) {
      return set.clearBit(column).signum() != 0;
    }

    @Override
    public UsageSegment shown(int column, long activeUsers) {
      if (onlyWhenUsed(column)) {
        return UsageSegment.others(activeUsers);
      }
      PropertyValue value = Label.value(values.get(column));
      return UsageSegment.of(value, Label.of(value), activeUsers);
    }

    @Override
    public boolean onlyWhenUsed(int column) {
      return column == values.size();
    }
  }

  /**
   * Named segments, which overlap: an event has the bit {@code i} for each segment that it meets,
   * and {@link #OUTSIDE} {@code + i} for each that it does not.
   */
  record OfSegments(List<String> names) implements UsageColumns {
    static final int OUTSIDE = 64;

    public OfSegments {
      names = List.copyOf(names);
    }

    @Override
    public int size() {
      return names.size();
    }

    @Override
    public boolean in(BigInteger set, int column) {
      return set.testBit(column);
    }

    @Override
    public boolean outside(BigInteger set, int column) {
      return set.testBit(OUTSIDE + column);
    }

    @Override
    public UsageSegment shown(int column, long activeUsers) {
      return UsageSegment.named(names.get(column), activeUsers);
    }

    @Override
    public boolean onlyWhenUsed(int column) {
      return false;
    }
  }
}
