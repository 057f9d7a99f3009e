/**
 * Feature usage: every event against every value of a user property. {@code UsagePlan} resolves,
 * {@code UsageSql} writes the statements, {@code UsageRun} runs them, {@code UsageTable} shapes the
 * answer.
 */
@NullMarked
package dev.riffle.query.usage;

import org.jspecify.annotations.NullMarked;
