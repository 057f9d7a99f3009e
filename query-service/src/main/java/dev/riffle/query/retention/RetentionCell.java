package dev.riffle.query.retention;

import dev.riffle.query.sql.GroupKey;
import java.util.List;
import java.util.Optional;

/**
 * A number of a retention's grid: persons of a cohort, all of them or those that did or did not
 * return.
 *
 * @param segment place among the question's segments, from 0; 0 without segments
 * @param cohort place of the cohort, from 0
 * @param group only this group; everybody when empty
 * @param reached only who returned, or did not; the whole cohort when empty
 */
public record RetentionCell(
    int segment, int cohort, Optional<Group> group, Optional<Reached> reached) {

  /**
   * One group, or all the others.
   *
   * @param keys its own; of all groups that are told apart for the others
   */
  public record Group(boolean other, List<GroupKey> keys) {
    public Group {
      keys = List.copyOf(keys);
      if (!other && keys.size() != 1) {
        throw new IllegalArgumentException("a group has one key, not " + keys.size());
      }
    }
  }

  /**
   * Who returned for a bracket, or who did not.
   *
   * @param bracket its place, from 0
   */
  public record Reached(int bracket, boolean returned) {}
}
