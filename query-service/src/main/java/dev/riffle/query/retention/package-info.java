/**
 * Of those who started, who came back: {@code RetentionPlanner} settles names, days and sizes,
 * {@code RetentionSql} writes one statement for each segment, {@code RetentionRun} runs them,
 * {@code CohortCounts} holds what they return, {@code RetentionTables} makes the answer of it.
 */
@NullMarked
package dev.riffle.query.retention;

import org.jspecify.annotations.NullMarked;
