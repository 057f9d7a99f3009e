/**
 * What new persons bring: {@code RevenuePlan} settles names and time, {@code RevenueSql} follows
 * each person from the first event on, {@code RevenueRun} runs it for each segment, {@code
 * RevenueCounts} holds what comes back, {@code RevenuePeople} says who is behind a number.
 */
@NullMarked
package dev.riffle.query.revenue;

import org.jspecify.annotations.NullMarked;
