package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * How much new persons bring, day by day of their lives: the value of a customer so far.
 *
 * @param event what brings money; any event by default
 * @param property of the event, with the money: {@value #PROPERTY_DEFAULT} by default
 * @param scope which days; persons are new on the one of their first tracked event ever
 * @param days the last day of a life, from 0: {@value #DAYS_DEFAULT} by default, at most {@value
 *     #DAYS_MAX}
 * @param segments at most {@value Segmentation#SEGMENTS_MAX}: what a person's first event must meet
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Revenue(
    SelectedEvent event,
    String property,
    @JsonUnwrapped Scope scope,
    int days,
    List<Segment> segments)
    implements Question {
  public static final String PROPERTY_DEFAULT = "revenue";
  public static final int DAYS_DEFAULT = 30;
  public static final int DAYS_MAX = 365;

  public Revenue {
    new PropertyReference(property, PropertyOf.EVENT, PropertyMode.AT_EVENT);
    if (days < 0 || days > DAYS_MAX) {
      throw InvalidQuestion.at(
          "/days", FaultCode.OUT_OF_BOUNDS, "The last day is 0 to " + DAYS_MAX + ".");
    }
    segments = Entries.within("/segments", segments, 0, Segmentation.SEGMENTS_MAX);
    Entries.different("/segments", segments.stream().map(Segment::name).toList());
  }

  @Override
  public boolean usesMode(PropertyMode mode) {
    return event.uses(mode) || segments.stream().anyMatch(segment -> segment.uses(mode));
  }
}
