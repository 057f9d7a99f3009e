/** From the dates of a question to instants and buckets, by the calendar of its zone. */
@NullMarked
package dev.riffle.query.time;

import org.jspecify.annotations.NullMarked;
