/**
 * All about segmentation: {@code SegmentationPlanner} resolves a question, {@code SegmentationSql}
 * writes its statements, {@code SegmentationRun} runs them, {@code SegmentationLines} shapes the
 * answer.
 */
@NullMarked
package dev.riffle.query.segmentation;

import org.jspecify.annotations.NullMarked;
