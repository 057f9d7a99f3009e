/**
 * A whole Riffle of its own, on free ports and in a data directory of its own: {@link
 * dev.riffle.acceptance.system.RunningRiffle} starts, looks at, kills parts of and stops it; the
 * other classes look at what it took and stored without asking its services.
 */
@NullMarked
package dev.riffle.acceptance.system;

import org.jspecify.annotations.NullMarked;
