/**
 * Saved segments: populations with a name. {@link dev.riffle.query.segment.SegmentAnalyst} says who
 * is in, how many, since when and why; {@link dev.riffle.query.segment.SegmentLint} what may not be
 * meant.
 */
@NullMarked
package dev.riffle.query.segment;

import org.jspecify.annotations.NullMarked;
