package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.statistics.ConfidenceInterval;
import dev.riffle.query.statistics.Mean;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A mean per person that others are compared to.
 *
 * @param name of the segment
 * @param persons who are divided by
 * @param effectivePersons how many persons of equal amounts would weigh as much: (sum of the
 *     amounts)^2 / sum of their squares, rounded down
 * @param mean sum of the amounts / persons; absent without persons
 * @param standardDeviation of the persons' amounts; absent below two persons
 * @param interval 95 % interval of the mean (Student), for one look; absent below 30 persons
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ComparedMean(
    String name,
    long persons,
    long effectivePersons,
    OptionalDouble mean,
    OptionalDouble standardDeviation,
    Optional<ConfidenceInterval> interval) {
  public static ComparedMean of(String name, Mean mean) {
    return new ComparedMean(
        name,
        mean.persons(),
        mean.wholeEffectivePersons(),
        mean.mean(),
        mean.standardDeviation(),
        mean.interval());
  }
}
