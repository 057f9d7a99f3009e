package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.statistics.ConfidenceInterval;
import dev.riffle.query.statistics.Proportion;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A rate that others are compared to.
 *
 * @param name of the segment, the group, the variant
 * @param persons everybody who could
 * @param conversions those among them who did
 * @param rate conversions / persons, 0 to 1; absent without persons
 * @param interval 95 % interval of the rate (Wilson), for one look
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ComparedRate(
    String name,
    long persons,
    long conversions,
    OptionalDouble rate,
    Optional<ConfidenceInterval> interval) {
  public static ComparedRate of(String name, Proportion proportion) {
    return new ComparedRate(
        name,
        proportion.persons(),
        proportion.conversions(),
        proportion.rate(),
        proportion.interval());
  }
}
