/**
 * {@code ./riffle bench query}: the same questions about the same generated events, asked of Riffle
 * and of what a team might use instead. {@link dev.riffle.acceptance.bench.query.QueryBenchmarks}
 * fills the stores ({@link dev.riffle.acceptance.bench.query.GeneratedEvents}), lets each {@link
 * dev.riffle.acceptance.bench.query.Contender} answer each {@link
 * dev.riffle.acceptance.bench.query.BenchQuestion} in turns, and fails when two answers differ.
 */
@NullMarked
package dev.riffle.acceptance.bench.query;

import org.jspecify.annotations.NullMarked;
