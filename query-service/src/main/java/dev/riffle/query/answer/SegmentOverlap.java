package dev.riffle.query.answer;

/**
 * Two segments of the question, and how many persons are in both.
 *
 * @param first name; stands before {@code second} in the question
 */
public record SegmentOverlap(String first, String second, long persons) {}
