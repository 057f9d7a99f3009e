/**
 * Runs Riffle's parts as processes: {@code Supervisor} starts each {@code Part}, waits until it is
 * ready, starts it again when it dies, and stops all in reverse order.
 */
@NullMarked
package dev.riffle.local.launch;

import org.jspecify.annotations.NullMarked;
