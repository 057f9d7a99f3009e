/**
 * {@code ./riffle demo}: the believable history of a product, posted through the real HTTP doors.
 *
 * <p>The path of one record: {@link dev.riffle.local.demo.DemoHistory} lives through the days and
 * asks each {@link dev.riffle.local.demo.PersonHistory} what its {@link
 * dev.riffle.local.demo.Person} does on that day; each {@link dev.riffle.local.demo.DemoRecord} is
 * written as JSON into the batch of its {@link dev.riffle.local.demo.Door} (Segment's, or for every
 * tenth person Amplitude's); {@link dev.riffle.local.demo.BatchPoster} posts full batches and
 * repeats them until they are acknowledged.
 *
 * <p>Everything before the poster is pure: the same seed and end give the same records.
 */
@NullMarked
package dev.riffle.local.demo;

import org.jspecify.annotations.NullMarked;
