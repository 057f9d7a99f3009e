package dev.riffle.query.answer;

/**
 * How large a segment is.
 *
 * @param persons distinct persons with any tracked event in the range that meets the segment
 */
public record SegmentSize(String name, long persons) {}
