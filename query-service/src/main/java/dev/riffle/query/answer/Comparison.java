package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.statistics.ConfidenceInterval;
import dev.riffle.query.statistics.Difference;
import dev.riffle.query.statistics.Proportion;
import dev.riffle.query.statistics.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A rate compared to a baseline.
 *
 * @param name of the segment, the group, the variant
 * @param persons everybody who could
 * @param conversions those among them who did
 * @param rate conversions / persons, 0 to 1; absent without persons
 * @param interval 95 % interval of the rate (Wilson), for one look
 * @param difference rate - the baseline's rate, -1 to 1; absent when a side has no persons
 * @param differenceInterval 95 % interval of the difference, valid however often one looks, for
 *     this comparison alone; absent with insufficient data
 * @param adjustedPValue of equal rates, valid however often one looks, and raised for the number of
 *     comparisons; absent with insufficient data
 * @param verdict from the adjusted p-value
 * @param moreNeeded about how many more persons, on both sides together, until more can be said if
 *     the rates stay as they are; absent when it is different already, or none would do
 * @param sentence all that in plain words
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Comparison(
    String name,
    long persons,
    long conversions,
    OptionalDouble rate,
    Optional<ConfidenceInterval> interval,
    OptionalDouble difference,
    Optional<ConfidenceInterval> differenceInterval,
    OptionalDouble adjustedPValue,
    Verdict verdict,
    OptionalLong moreNeeded,
    String sentence) {
  /** What the guard said, of {@code name} against {@code baseline}. */
  public static Comparison of(String name, String baseline, Difference<Proportion> difference) {
    return new Comparison(
        name,
        difference.other().persons(),
        difference.other().conversions(),
        difference.other().rate(),
        difference.other().interval(),
        difference.difference(),
        difference.interval(),
        difference.adjustedPValue(),
        difference.verdict(),
        difference.moreNeeded(),
        ComparisonSentence.of(name, baseline, difference));
  }
}
