package dev.riffle.query.reference;

import dev.riffle.query.question.Nth;
import dev.riffle.query.question.Series;
import dev.riffle.query.question.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/** Whether an event is a person's nth, by counting those before it. */
final class ReferenceNth {
  private final List<TestEvent> known;
  private final ReferenceCalendar calendar;
  private final Instant end;
  private final ReferencePredicate predicates;

  /**
   * Numbers events.
   *
   * @param known in the order of arrival
   */
  ReferenceNth(
      List<TestEvent> known,
      ReferenceCalendar calendar,
      TimeRange.Dates range,
      ZoneId zone,
      ReferencePredicate predicates) {
    this.known = known;
    this.calendar = calendar;
    this.end = range.to().plusDays(1).atStartOfDay(zone).toInstant();
    this.predicates = predicates;
  }

  // two equal events are two events
  @SuppressWarnings("ReferenceEquality")
  boolean is(Series series, TestEvent event) {
    if (series.nth().isEmpty()) {
      return true;
    }
    Nth nth = series.nth().get();
    List<TestEvent> ofPerson =
        known.stream()
            .filter(each -> each.person() == event.person())
            .filter(each -> each.name().equals(series.event()))
            .filter(each -> series.where().map(where -> predicates.holds(where, each)).orElse(true))
            .filter(each ->
                nth.since() == Nth.Since.EVER
                    ? each.time().isBefore(end)
                    : calendar.covers(each.time()))
            .sorted(Comparator.comparing(TestEvent::time))
            .toList();
    return ofPerson.size() >= nth.number() && ofPerson.get(nth.number() - 1) == event;
  }
}
