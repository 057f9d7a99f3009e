package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.riffle.event.PropertyValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A condition on an event and the person who did it. */
public sealed interface Predicate {
  int CLAUSES_MAX = 50;
  int DEPTH_MAX = 8;
  int VALUES_MAX = 1_000;
  int TEXT_CHARACTERS_MAX = 8_192;

  /** True when it, or a condition within it, looks at a property in this mode. */
  default boolean uses(PropertyMode wanted) {
    return switch (this) {
      case All(List<Predicate> all) -> all.stream().anyMatch(each -> each.uses(wanted));
      case Any(List<Predicate> any) -> any.stream().anyMatch(each -> each.uses(wanted));
      case Not(Predicate not) -> not.uses(wanted);
      case Compare compare -> compare.mode() == wanted;
      case InSegment(Population population, _) ->
          wanted == PropertyMode.CURRENT && population.usesCurrent();
    };
  }

  /** All of them hold: {@code {"all": [...]}}. */
  record All(List<Predicate> all) implements Predicate {
    public All {
      all = clauses("/all", all);
    }
  }

  /** At least one of them holds: {@code {"any": [...]}}. */
  record Any(List<Predicate> any) implements Predicate {
    public Any {
      any = clauses("/any", any);
    }
  }

  /** It does not hold: {@code {"not": ...}}. */
  record Not(Predicate not) implements Predicate {}

  /**
   * A property compares with values: {@code {"property": "plan", "of": "user", "op": "is",
   * "values": ["premium"]}}.
   */
  record Compare(
      String property,
      PropertyOf of,
      PropertyMode mode,
      Operator op,
      @JsonSerialize(contentUsing = PropertyValueSerializer.class) List<PropertyValue> values)
      implements Predicate {
    public Compare {
      new PropertyReference(property, of, mode);
      values = List.copyOf(values);
      checkCount(op, values.size());
      List<Fault> faults = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        checkValue(op, values.get(i), "/values/" + i, faults);
      }
      if (!faults.isEmpty()) {
        throw new InvalidQuestion(faults);
      }
    }

    @JsonIgnore
    public PropertyReference reference() {
      return new PropertyReference(property, of, mode);
    }

    private static void checkCount(Operator op, int count) {
      boolean right =
          switch (op.takes()) {
            case ANY, TEXTS -> count >= 1 && count <= VALUES_MAX;
            case ONE_NUMBER -> count == 1;
            case NOTHING -> count == 0;
          };
      if (!right) {
        String wanted =
            switch (op.takes()) {
              case ANY, TEXTS -> "1 to " + VALUES_MAX + " values";
              case ONE_NUMBER -> "exactly one number";
              case NOTHING -> "no values";
            };
        throw InvalidQuestion.at(
            "/values", FaultCode.OUT_OF_BOUNDS, "`" + op.wire() + "` takes " + wanted + ".");
      }
    }

    private static void checkValue(
        Operator op, PropertyValue value, String pointer, List<Fault> faults) {
      boolean number =
          value instanceof PropertyValue.Numeric || value instanceof PropertyValue.ExactNumber;
      boolean text = value instanceof PropertyValue.Text;
      switch (op.takes()) {
        case ONE_NUMBER -> {
          if (!number) {
            faults.add(
                new Fault(pointer, FaultCode.WRONG_TYPE, "`" + op.wire() + "` takes a number."));
          }
        }
        case TEXTS -> {
          if (!text || value.equals(PropertyValue.of(""))) {
            faults.add(
                new Fault(
                    pointer,
                    FaultCode.WRONG_TYPE,
                    "`" + op.wire() + "` takes texts that are not empty."));
          }
        }
        case ANY, NOTHING -> {}
      }
      if (value instanceof PropertyValue.Text(String characters)
          && characters.length() > TEXT_CHARACTERS_MAX) {
        faults.add(
            new Fault(
                pointer,
                FaultCode.OUT_OF_BOUNDS,
                "A text has at most " + TEXT_CHARACTERS_MAX + " characters."));
      }
    }
  }

  /**
   * The person is a member: {@code {"inSegment": "loyalists"}}, or a whole population in place of
   * the saved segment's id.
   *
   * @param asOf of which instant; by default the last one that the question's range and its
   *     watermark cover
   */
  record InSegment(Population population, Optional<Instant> asOf) implements Predicate {
    public InSegment {
      asOf.ifPresent(instant -> TimeRange.checked("/asOf", instant));
    }
  }

  private static List<Predicate> clauses(String pointer, List<Predicate> clauses) {
    if (clauses.isEmpty() || clauses.size() > CLAUSES_MAX) {
      throw InvalidQuestion.at(
          pointer, FaultCode.OUT_OF_BOUNDS, "Takes 1 to " + CLAUSES_MAX + " conditions.");
    }
    return List.copyOf(clauses);
  }
}
