package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.statistics.ConfidenceInterval;
import dev.riffle.query.statistics.Difference;
import dev.riffle.query.statistics.Mean;
import dev.riffle.query.statistics.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A mean per person compared to a baseline.
 *
 * @param name of the segment
 * @param persons who are divided by
 * @param effectivePersons how many persons of equal amounts would weigh as much: (sum of the
 *     amounts)^2 / sum of their squares, rounded down
 * @param mean sum of the amounts / persons; absent without persons
 * @param standardDeviation of the persons' amounts; absent below two persons
 * @param interval 95 % interval of the mean (Student), for one look; absent below 30 persons
 * @param difference mean - the baseline's mean; absent when a side has no persons
 * @param differenceInterval 95 % interval of the difference, valid however often one looks, for
 *     this comparison alone; absent with insufficient data
 * @param adjustedPValue of equal means, valid however often one looks, and raised for the number of
 *     comparisons; absent with insufficient data
 * @param verdict from the adjusted p-value
 * @param moreNeeded about how many more persons, on both sides together, until more can be said if
 *     the means stay as they are; absent when it is different already, or none would do
 * @param sentence all that in plain words
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record MeanComparison(
    String name,
    long persons,
    long effectivePersons,
    OptionalDouble mean,
    OptionalDouble standardDeviation,
    Optional<ConfidenceInterval> interval,
    OptionalDouble difference,
    Optional<ConfidenceInterval> differenceInterval,
    OptionalDouble adjustedPValue,
    Verdict verdict,
    OptionalLong moreNeeded,
    String sentence) {
  /** What the guard said, of {@code name} against {@code baseline}. */
  public static MeanComparison of(String name, String baseline, Difference<Mean> difference) {
    Mean mean = difference.other();
    return new MeanComparison(
        name,
        mean.persons(),
        mean.wholeEffectivePersons(),
        mean.mean(),
        mean.standardDeviation(),
        mean.interval(),
        difference.difference(),
        difference.interval(),
        difference.adjustedPValue(),
        difference.verdict(),
        difference.moreNeeded(),
        MeanSentence.of(name, baseline, difference));
  }
}
