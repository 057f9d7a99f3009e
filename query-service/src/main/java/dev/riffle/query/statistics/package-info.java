/**
 * Is a difference real? Pure functions from counts to intervals, p-values and verdicts.
 *
 * <p>{@code Proportion} is what was counted; {@code SignificanceGuard} compares two of them and
 * gives a {@code Difference}; {@code Adjustment} makes up for asking many times at once. Below
 * that, {@code RestrictedRates} and {@code Evidence} are the arithmetic: how far the counts are
 * from a supposed difference, and what that says when somebody looks after every single person. For
 * amounts per person, {@code Mean}, {@code MeanGuard} and {@code MeanEvidence} do the same.
 */
@NullMarked
package dev.riffle.query.statistics;

import org.jspecify.annotations.NullMarked;
