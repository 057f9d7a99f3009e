package dev.riffle.query.segmentation;

import dev.riffle.query.question.Segment;
import dev.riffle.query.segmentation.SegmentationPlan.LinePlan;
import dev.riffle.query.sql.GroupKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose count it is.
 *
 * @param line whose events; any tracked event when empty
 * @param bucket with this start; over the whole range when empty
 * @param groups only events with one of these, or with none of them
 * @param others with none of them
 */
record SegmentationCell(
    Optional<LinePlan> line,
    Optional<Segment> segment,
    Optional<Instant> bucket,
    Optional<List<GroupKey>> groups,
    boolean others) {}
