/**
 * Feature usage: every event against every value of a user property, or every named segment. {@code
 * UsagePlan} resolves, {@code UsageColumns} says what the columns are, {@code UsageSql} writes the
 * statements, {@code UsageRun} runs them, {@code UsageTable} shapes the answer.
 */
@NullMarked
package dev.riffle.query.usage;

import org.jspecify.annotations.NullMarked;
