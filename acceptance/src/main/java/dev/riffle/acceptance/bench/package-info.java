/**
 * {@code ./riffle bench}: {@link dev.riffle.acceptance.bench.Benchmarks} starts a Riffle of its own
 * and measures each promise beside its baseline, in one run on one machine, so that the ratios mean
 * something where the figures do not.
 */
@NullMarked
package dev.riffle.acceptance.bench;

import org.jspecify.annotations.NullMarked;
