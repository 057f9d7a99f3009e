package dev.riffle.query.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Two means compared. Made by {@link MeanGuard}.
 *
 * @param difference {@code other - baseline}; absent when a side has no mean
 * @param interval of the difference, valid at every look; absent below the minimum
 * @param pValue of equal means, valid at every look; absent below the minimum. At most 0.05 exactly
 *     when {@code interval} does not hold 0
 * @param adjustedPValue {@code pValue} raised for the number of comparisons; the verdict is from it
 * @param moreNeeded about how many more persons, on both sides together, are needed to come to the
 *     minimum, or from there to a difference if the means stay as they are; absent when it is
 *     different already, or when no number of persons would do
 */
public record MeanDifference(
    Mean baseline,
    Mean other,
    OptionalDouble difference,
    Optional<ConfidenceInterval> interval,
    OptionalDouble pValue,
    OptionalDouble adjustedPValue,
    Verdict verdict,
    OptionalLong moreNeeded) {}
