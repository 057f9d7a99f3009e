/**
 * Breaks a running Riffle under load and checks that nothing was lost, repeated or spoilt: {@code
 * ./riffle chaos}. The way of a run: {@link dev.riffle.acceptance.chaos.plan} draws what breaks
 * when, {@link dev.riffle.acceptance.chaos.load} sends and journals, {@link
 * dev.riffle.acceptance.chaos.fault} breaks and mends, {@link dev.riffle.acceptance.chaos.check}
 * compares, {@link dev.riffle.acceptance.chaos.ChaosReport} tells.
 */
@NullMarked
package dev.riffle.acceptance.chaos;

import org.jspecify.annotations.NullMarked;
