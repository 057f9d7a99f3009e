package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * One event of the question, in one segment.
 *
 * @param letter of the event's place in the question: A, B, ...
 * @param segment its name; absent when the question names no segments
 * @param line all of it, whatever the group
 * @param groups by the first measure, best first, ties by the value's text; {@code (other)} last
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SeriesAnswer(
    String letter, String event, Optional<String> segment, Line line, List<GroupAnswer> groups) {
  public SeriesAnswer {
    groups = List.copyOf(groups);
  }
}
