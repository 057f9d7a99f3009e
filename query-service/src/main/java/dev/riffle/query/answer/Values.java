package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The measures that were asked for. A measure is absent when it was not asked for, and when it is
 * undefined: the average of no persons, the share of no active persons.
 *
 * @param average totals per person
 * @param activePercent 0 to 100
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Values(
    OptionalLong uniques,
    OptionalLong totals,
    OptionalDouble average,
    OptionalDouble activePercent) {}
