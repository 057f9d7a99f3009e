package dev.riffle.query.segment;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.riffle.query.question.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What may not be meant in a population. Pure. */
public final class SegmentLint {
  /** Fewer persons than this say little. */
  public static final int PERSONS_MIN = 30;

  /** More than so much of the smaller of two in the larger: they are hardly two. */
  public static final double OVERLAP_MAX = 0.9;

  /** More segments side by side than this are hardly read. */
  public static final int COMPARED_MAX = 5;

  /** What is noticed. */
  public enum Code {
    NOBODY,
    TOO_SMALL,
    NEVER_TRUE,
    NO_BEHAVIOUR,
    OVERLAP,
    TOO_MANY;

    /** As it stands on the wire: {@code too-small}. */
    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Something to look at again.
   *
   * @param detail one plain sentence
   */
  public record Warning(Code code, String detail) {}

  private SegmentLint() {}

  /** About one population with so many members. */
  public static List<Warning> of(Population population, long persons) {
    List<Warning> warnings = new ArrayList<>();
    if (contradicts(population)) {
      warnings.add(
          new Warning(
              Code.NEVER_TRUE, "Two of its clauses exclude each other: nobody can ever be in it."));
    }
    if (persons == 0) {
      warnings.add(new Warning(Code.NOBODY, "Nobody is in it."));
    } else if (persons < PERSONS_MIN) {
      warnings.add(
          new Warning(
              Code.TOO_SMALL,
              "Only "
                  + persons
                  + " persons are in it: below "
                  + PERSONS_MIN
                  + " little can be said."));
    }
    if (!looksAtBehaviour(population)) {
      warnings.add(
          new Warning(
              Code.NO_BEHAVIOUR,
              "It looks at properties only. What persons did says more than what they are."));
    }
    return List.copyOf(warnings);
  }

  /** True when an `all` has a clause and its negation. */
  static boolean contradicts(Population population) {
    return switch (population) {
      case Population.All(List<Population> all) ->
          all.stream().anyMatch(SegmentLint::contradicts)
              || all.stream()
                  .anyMatch(each -> all.stream().anyMatch(other -> excludes(each, other)));
      case Population.Any(List<Population> any) -> any.stream().allMatch(SegmentLint::contradicts);
      case Population.Not _,
          Population.HasProperty _,
          Population.Did _,
          Population.DidNot _,
          Population.Only _,
          Population.Ratio _,
          Population.Sequence _,
          Population.FirstTime _,
          Population.Regularly _,
          Population.Stopped _,
          Population.Resumed _,
          Population.Changed _,
          Population.Rfm _,
          Population.InSegment _,
          Population.Users _ ->
          false;
    };
  }

  private static boolean excludes(Population one, Population other) {
    return other.equals(new Population.Not(one))
        || (one instanceof Population.DidNot didNot
            && other instanceof Population.Did did
            && did.event().equals(didNot.event())
            && (didNot.window().isEmpty() || didNot.window().equals(did.window())));
  }

  private static boolean looksAtBehaviour(Population population) {
    return switch (population) {
      case Population.All(List<Population> all) ->
          all.stream().anyMatch(SegmentLint::looksAtBehaviour);
      case Population.Any(List<Population> any) ->
          any.stream().anyMatch(SegmentLint::looksAtBehaviour);
      case Population.Not(Population not) -> looksAtBehaviour(not);
      case Population.HasProperty _, Population.Users _ -> false;
      case Population.Did _,
          Population.DidNot _,
          Population.Only _,
          Population.Ratio _,
          Population.Sequence _,
          Population.FirstTime _,
          Population.Regularly _,
          Population.Stopped _,
          Population.Resumed _,
          Population.Changed _,
          Population.Rfm _,
          Population.InSegment _ ->
          true;
    };
  }
}
