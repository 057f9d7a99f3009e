/**
 * The query service: answers segment-by-segment questions about the stored events.
 *
 * <p>The path of one question:
 *
 * <ol>
 *   <li>{@code question}: the language. JSON becomes a {@code Question}; everything that can be
 *       wrong without looking at the data is refused here, with a pointer to the faulty field.
 *   <li>{@code segmentation}, {@code funnel}, {@code paths}, {@code usage}, {@code retention},
 *       {@code activity}, {@code session}, {@code revenue}: one folder per kind of question. Its
 *       planner resolves names in the {@code catalog}, makes relative time absolute and applies
 *       limits; the plan cannot be wrong any more. Its SQL class turns the plan into statements.
 *   <li>{@code sql}: text that only source code can write, with typed parameters that carry
 *       everything a user said.
 *   <li>{@code engine}: runs a statement on ClickHouse, within limits, under a query id.
 *   <li>{@code statistics}: whether rates differ, or the data do not say so.
 *   <li>{@code answer}: what goes back: series, groups, segments, and where the numbers come from.
 * </ol>
 *
 * {@code Analyst} walks this path. What is asked about a saved segment by itself, who is in and
 * why, takes the shorter one through {@code segment}.
 */
@NullMarked
package dev.riffle.query;

import org.jspecify.annotations.NullMarked;
