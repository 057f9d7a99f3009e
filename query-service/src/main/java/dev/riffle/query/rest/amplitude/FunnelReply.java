package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.answer.Bucket;
import dev.riffle.query.answer.FunnelAnswer;
import dev.riffle.query.answer.FunnelAnswer.FunnelGroup;
import dev.riffle.query.answer.FunnelAnswer.FunnelLine;
import dev.riffle.query.answer.FunnelAnswer.FunnelSegment;
import dev.riffle.query.answer.FunnelAnswer.FunnelStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reply of {@code /api/2/funnels}. */
record FunnelReply(List<Funnel> data) {

  /**
   * One segment, or one group of it. Amplitude's means and times by day, and its histograms, are
   * not answered.
   *
   * @param events names of the steps
   * @param cumulativeRaw persons who reached each step
   * @param cumulative the same as a share of those who entered; 0 when nobody did
   * @param stepByStep the same as a share of those of the step before; 0 when there was nobody
   * @param medianTransTimes milliseconds since the step before: 0 for the first, null where nobody
   *     reached it
   * @param dayFunnels persons of each step by when they entered
   */
  record Funnel(
      Meta meta,
      List<String> events,
      List<Long> cumulativeRaw,
      List<Double> cumulative,
      List<Double> stepByStep,
      List<@Nullable Double> medianTransTimes,
      Days dayFunnels) {}

  /**
   * What the funnel is of.
   *
   * @param segmentIndex place of the segment in the request, from 0
   * @param groupValue what the group has in common; absent without groups
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Meta(int segmentIndex, Optional<String> groupValue) {}

  /** For each interval, the persons of each step. */
  record Days(List<List<Long>> series, List<String> xValues, List<String> formattedXValues) {}

  static FunnelReply of(FunnelAnswer answer) {
    List<Funnel> funnels = new ArrayList<>();
    for (int i = 0; i < answer.segments().size(); i++) {
      FunnelSegment segment = answer.segments().get(i);
      if (segment.groups().isEmpty()) {
        funnels.add(funnel(answer, new Meta(i, Optional.empty()), segment.line()));
      }
      for (FunnelGroup group : segment.groups()) {
        // Amplitude tells the top groups only
        if (!group.other() && !group.notReached()) {
          funnels.add(funnel(answer, new Meta(i, Optional.of(group.label())), group.line()));
        }
      }
    }
    return new FunnelReply(funnels);
  }

  private static Funnel funnel(FunnelAnswer answer, Meta meta, FunnelLine line) {
    List<FunnelStep> steps = line.steps();
    List<FunnelStep> later = steps.subList(1, steps.size());
    List<@Nullable Double> medians = new ArrayList<>();
    medians.add(0d);
    later.stream()
        .map(step -> step.times().map(times -> times.sincePreviousMs().getFirst()).orElse(null))
        .forEach(medians::add);
    List<Double> stepByStep = new ArrayList<>();
    stepByStep.add(steps.getFirst().count() > 0 ? 1d : 0d);
    later.forEach(step -> stepByStep.add(step.fromPrevious().orElse(0)));
    return new Funnel(
        meta,
        answer.steps(),
        steps.stream().map(FunnelStep::count).toList(),
        steps.stream().map(step -> step.fromFirst().orElse(0)).toList(),
        stepByStep,
        medians,
        days(answer, line));
  }

  private static Days days(FunnelAnswer answer, FunnelLine line) {
    return new Days(
        line.points(),
        answer.buckets().stream().map(bucket -> bucket.date().toString()).toList(),
        answer.buckets().stream().map(Bucket::date).map(DayLabel::of).toList());
  }
}
