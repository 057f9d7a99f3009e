/**
 * A simulation of everything around {@link dev.riffle.ingest.load.delivery.Delivery}: the log, the
 * engine, and owners that come, freeze, die and go on when they should not. One seed is one run,
 * without threads and clocks, so that a failing run is played again by its seed.
 *
 * <p>{@link dev.riffle.ingest.load.simulation.Plan} draws what may go wrong, {@link
 * dev.riffle.ingest.load.simulation.Simulation} picks what happens next, {@link
 * dev.riffle.ingest.load.simulation.Checks} says what must hold.
 */
@NullMarked
package dev.riffle.ingest.load.simulation;

import org.jspecify.annotations.NullMarked;
