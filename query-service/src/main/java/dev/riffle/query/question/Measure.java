package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is counted, of the events of a cell. */
public sealed interface Measure {
  int NAME_CHARACTERS_MAX = 100;

  /** The name of its numbers in an answer. No two measures of a question share one. */
  String key();

  /** Persons and events. In JSON the bare name. */
  enum Count implements Measure {
    /** Distinct persons with at least one such event. Exact. */
    UNIQUES("uniques"),
    /** Events. */
    TOTALS("totals"),
    /** Totals / uniques. */
    AVERAGE("average"),
    /**
     * 100 * uniques / distinct persons with any tracked event in the same bucket, segment and
     * group. The question's and the series' own `where` do not narrow the persons that are divided
     * by.
     */
    ACTIVE_PERCENT("activePercent");

    private final String wire;

    Count(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }

    @Override
    public String key() {
      return wire;
    }
  }

  /**
   * Of a property, over the events that carry it as a number (for {@code distinct}, as anything):
   * {@code {"measure": "sum", "property": "amount"}}.
   *
   * @param of a user property is the one at the event
   * @param as key of its numbers, instead of {@code sum(amount)}
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record OfProperty(Aggregate measure, String property, PropertyOf of, Optional<String> as)
      implements Measure {
    public OfProperty {
      new PropertyReference(property, of, PropertyMode.AT_EVENT);
      checkName(as);
    }

    @JsonIgnore
    public PropertyReference reference() {
      return new PropertyReference(property, of, PropertyMode.AT_EVENT);
    }

    @Override
    @JsonIgnore
    public String key() {
      return as.orElseGet(
          () -> measure.wire() + "(" + (of == PropertyOf.USER ? "user." : "") + property + ")");
    }
  }

  /**
   * How often each person did it, and that over the persons who did: {@code {"measure": "totals",
   * "perUser": "median"}}.
   *
   * @param perUser neither {@code sum} nor {@code distinct}
   * @param as key of its numbers, instead of {@code median(totals)}
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record TotalsPerUser(Aggregate perUser, Optional<String> as) implements Measure {
    public TotalsPerUser {
      checkOverPersons(perUser);
      checkName(as);
    }

    @JsonProperty
    public Count measure() {
      return Count.TOTALS;
    }

    @Override
    @JsonIgnore
    public String key() {
      return as.orElseGet(() -> perUser.wire() + "(totals)");
    }
  }

  /**
   * Of each person's values first, then over the persons who have any: {@code {"measure": "sum",
   * "property": "amount", "perUser": "avg"}}.
   *
   * @param perUser neither {@code sum} nor {@code distinct}
   * @param as key of its numbers, instead of {@code avg(sum(amount))}
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record PropertyPerUser(
      Aggregate measure, String property, PropertyOf of, Aggregate perUser, Optional<String> as)
      implements Measure {
    public PropertyPerUser {
      new PropertyReference(property, of, PropertyMode.AT_EVENT);
      checkOverPersons(perUser);
      checkName(as);
    }

    /** What is made of one person's values. */
    @JsonIgnore
    public OfProperty each() {
      return new OfProperty(measure, property, of, Optional.empty());
    }

    @Override
    @JsonIgnore
    public String key() {
      return as.orElseGet(() -> perUser.wire() + "(" + each().key() + ")");
    }
  }

  /**
   * Persons by how often they did it: {@code {"measure": "frequency", "times": [1, 2, 5]}} counts
   * those who did it once, two to four times, and at least five times.
   *
   * @param times where the classes begin, rising, from 1
   */
  record Frequency(List<Integer> times) implements Measure {
    public static final List<Integer> TIMES_DEFAULT = List.of(1, 2, 3, 4, 5, 10, 20, 50, 100);
    public static final int CLASSES_MAX = 50;

    public Frequency {
      times = List.copyOf(times);
      if (times.isEmpty() || times.size() > CLASSES_MAX) {
        throw InvalidQuestion.at(
            "/times", FaultCode.OUT_OF_BOUNDS, "Takes 1 to " + CLASSES_MAX + " classes.");
      }
      for (int i = 0; i < times.size(); i++) {
        if (times.get(i) < 1 || (i > 0 && times.get(i) <= times.get(i - 1))) {
          throw InvalidQuestion.at(
              "/times/" + i, FaultCode.OUT_OF_BOUNDS, "Classes begin at 1 or above, and rise.");
        }
      }
    }

    @JsonProperty
    public String measure() {
      return "frequency";
    }

    @Override
    @JsonIgnore
    public String key() {
      return measure();
    }
  }

  private static void checkOverPersons(Aggregate perUser) {
    if (perUser == Aggregate.Plain.SUM || perUser == Aggregate.Plain.DISTINCT) {
      throw InvalidQuestion.at(
          "/perUser",
          FaultCode.UNKNOWN_VALUE,
          "Over persons there are avg, min, max, median and percentiles such as p90.");
    }
  }

  private static void checkName(Optional<String> as) {
    as.ifPresent(name -> {
      if (name.isBlank() || name.length() > NAME_CHARACTERS_MAX) {
        throw InvalidQuestion.at(
            "/as",
            FaultCode.OUT_OF_BOUNDS,
            "A measure's name has 1 to " + NAME_CHARACTERS_MAX + " characters.");
      }
      if (name.equals("frequency")
          || Arrays.stream(Count.values()).anyMatch(count -> count.wire().equals(name))) {
        throw InvalidQuestion.at(
            "/as", FaultCode.CONTRADICTION, "This is the name of another measure.");
      }
    });
  }
}
