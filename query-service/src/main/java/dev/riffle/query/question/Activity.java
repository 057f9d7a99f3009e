package dev.riffle.query.question;

import java.util.List;

/** What questions share that look at who was active in which whole period. */
public sealed interface Activity extends Question permits Lifecycle, Stickiness {
  /** What makes a person active. */
  SelectedEvent event();

  /** Length of a period. */
  PeriodUnit unit();

  /** What the event must meet besides; everybody's activity when empty. */
  List<Segment> segments();

  @Override
  default boolean usesMode(PropertyMode mode) {
    return event().uses(mode)
        || segments().stream()
            .flatMap(segment -> segment.where().stream())
            .anyMatch(where -> where.uses(mode));
  }
}
