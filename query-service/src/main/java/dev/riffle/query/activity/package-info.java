/**
 * Who was active in which whole day, week or month: {@code ActivityPlan} settles names and periods;
 * {@code LifecycleSql} and {@code StickinessSql} write one statement for each segment, {@code
 * LifecycleRun} and {@code StickinessRun} run them and make the answer.
 */
@NullMarked
package dev.riffle.query.activity;

import org.jspecify.annotations.NullMarked;
