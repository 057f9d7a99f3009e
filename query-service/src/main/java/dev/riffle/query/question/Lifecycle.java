package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * Where the active persons of each period come from, and who has gone.
 *
 * @param event what makes a person active; any event by default
 * @param scope which days; taken to whole periods
 * @param unit length of a period
 * @param segments at most {@value Segmentation#SEGMENTS_MAX}: what the event must meet besides
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Lifecycle(
    SelectedEvent event, @JsonUnwrapped Scope scope, PeriodUnit unit, List<Segment> segments)
    implements Activity {
  public Lifecycle {
    segments = Entries.within("/segments", segments, 0, Segmentation.SEGMENTS_MAX);
    Entries.different("/segments", segments.stream().map(Segment::name).toList());
  }
}
