/**
 * User properties over time: operations with their event times, folded into the value at any
 * instant, whatever the order in which they arrived.
 */
@NullMarked
package dev.riffle.event.history;

import org.jspecify.annotations.NullMarked;
