/**
 * Makes things break, and mends them: {@link dev.riffle.acceptance.chaos.fault.FaultInjector}
 * carries a plan out, {@link dev.riffle.acceptance.chaos.fault.RecoveryWatch} measures how long
 * Riffle takes to work again.
 */
@NullMarked
package dev.riffle.acceptance.chaos.fault;

import org.jspecify.annotations.NullMarked;
