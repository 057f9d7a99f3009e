package dev.riffle.query.session;

import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.time.TimeAxis;
import java.util.List;
import java.util.Optional;

/**
 * Whose count it is.
 *
 * @param bucket in which sessions begin; the whole range when empty
 * @param group only sessions of this one; of all when empty
 * @param repeat only who began several
 */
record SessionsCell(
    Optional<Segment> segment,
    Optional<TimeAxis.Stretch> bucket,
    Optional<Group> group,
    boolean repeat) {

  /**
   * One group, or all the others.
   *
   * @param keys its own; of all groups that are told apart for the others
   */
  record Group(boolean other, List<GroupKey> keys) {
    Group {
      keys = List.copyOf(keys);
    }
  }
}
