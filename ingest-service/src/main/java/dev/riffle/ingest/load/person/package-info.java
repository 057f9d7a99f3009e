/**
 * Who a sender is and what is known of it: its number, when it was seen, and its user properties
 * with their last changes, from which the value at any event follows.
 */
@NullMarked
package dev.riffle.ingest.load.person;

import org.jspecify.annotations.NullMarked;
