/**
 * Sessions: {@code SessionsPlan} settles names and time, {@code SessionsSql} takes the events of
 * each person apart into sessions, {@code SessionsRun} makes the answer of what comes back ({@code
 * SessionsCounts}), {@code SessionsPeople} says who is behind a number.
 */
@NullMarked
package dev.riffle.query.session;

import org.jspecify.annotations.NullMarked;
