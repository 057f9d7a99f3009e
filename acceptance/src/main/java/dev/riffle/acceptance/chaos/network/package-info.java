/**
 * A TCP proxy that misbehaves on demand: {@link dev.riffle.acceptance.chaos.network.FaultyProxy}
 * forwards bytes, and does to them what its current {@link
 * dev.riffle.acceptance.chaos.network.Impairment} says.
 */
@NullMarked
package dev.riffle.acceptance.chaos.network;

import org.jspecify.annotations.NullMarked;
