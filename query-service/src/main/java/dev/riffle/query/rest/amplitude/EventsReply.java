package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.riffle.query.answer.SeriesAnswer;
import java.util.List;

/** The reply of {@code /api/2/events/list}. */
record EventsReply(List<Event> data) {

  /**
   * An event. Riffle hides and deletes none.
   *
   * @param totals how often it happened in the current week
   */
  record Event(
      String value,
      String display,
      long totals,
      @JsonProperty("non_active") boolean nonActive,
      boolean deleted,
      boolean hidden,
      @JsonProperty("flow_hidden") boolean flowHidden) {
    static Event of(SeriesAnswer thisWeek) {
      return new Event(
          thisWeek.event(),
          thisWeek.event(),
          thisWeek.line().total().totals().orElse(0),
          false,
          false,
          false,
          false);
    }
  }
}
