package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The measures that were asked for, each under its key. A measure is absent when it was not asked
 * for, and when it is undefined: the average of no persons, the share of no active persons.
 *
 * @param average totals per person
 * @param activePercent 0 to 100
 * @param frequency persons in each class of the question's {@code times}
 * @param others numbers of all other measures by key, such as {@code sum(amount)}; in JSON they
 *     stand beside the ones above. At most 15 significant digits
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Values(
    OptionalLong uniques,
    OptionalLong totals,
    OptionalDouble average,
    OptionalDouble activePercent,
    Optional<List<Long>> frequency,
    Map<String, Double> others) {
  public Values {
    frequency = frequency.map(List::copyOf);
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
  }

  /** Of a formula: under the key {@code value}, when it is defined. */
  public static Values ofFormula(OptionalDouble value) {
    return new Values(
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        value.isPresent() ? Map.of("value", value.getAsDouble()) : Map.of());
  }

  @Override
  @JsonAnyGetter
  public Map<String, Double> others() {
    return others;
  }
}
