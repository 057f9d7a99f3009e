package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * On how many days of a week or month persons come.
 *
 * @param event what makes a day count; any event by default
 * @param scope which days; taken to whole weeks or months
 * @param unit week or month
 * @param segments at most {@value Segmentation#SEGMENTS_MAX}: what the event must meet besides
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Stickiness(
    SelectedEvent event, @JsonUnwrapped Scope scope, PeriodUnit unit, List<Segment> segments)
    implements Activity {
  public Stickiness {
    if (unit == PeriodUnit.DAY) {
      throw InvalidQuestion.at(
          "/unit", FaultCode.OUT_OF_BOUNDS, "Days are counted within a week or a month.");
    }
    segments = Entries.within("/segments", segments, 0, Segmentation.SEGMENTS_MAX);
    Entries.different("/segments", segments.stream().map(Segment::name).toList());
  }
}
