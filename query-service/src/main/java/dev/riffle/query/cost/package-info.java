/**
 * What a question would cost. It is answered as always ({@code Analyst}), but by an engine that
 * says of each statement what it would read, and that it has found nothing.
 */
@NullMarked
package dev.riffle.query.cost;

import org.jspecify.annotations.NullMarked;
