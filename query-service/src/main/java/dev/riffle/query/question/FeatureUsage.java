package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;

/**
 * Who uses which feature: every tracked event against every value of a user property at the event,
 * or against named segments.
 *
 * @param by the user property, for example {@code plan}; empty with segments
 * @param segments at most {@value Segmentation#SEGMENTS_MAX}: the columns instead of values
 * @param where what every event must meet that is looked at
 * @param scope which days
 * @param top how many values are told apart, by active users: 1 to {@value Segmentation#TOP_MAX},
 *     {@value Segmentation#TOP_DEFAULT} by default; the others are one exact column
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FeatureUsage(
    Optional<String> by,
    List<Segment> segments,
    Optional<Predicate> where,
    @JsonUnwrapped Scope scope,
    int top)
    implements Question {
  public FeatureUsage {
    segments = Entries.within("/segments", segments, 0, Segmentation.SEGMENTS_MAX);
    Entries.different("/segments", segments.stream().map(Segment::name).toList());
    if (by.isEmpty() && segments.isEmpty()) {
      throw InvalidQuestion.at(
          "/by", FaultCode.MISSING, "This is required: a user property, or `segments` instead.");
    }
    if (by.isPresent() && !segments.isEmpty()) {
      throw InvalidQuestion.at(
          "/by",
          FaultCode.CONTRADICTION,
          "The columns are either values of a property or `segments`.");
    }
    if (by.filter(name -> !isName(name)).isPresent()) {
      throw InvalidQuestion.at(
          "/by",
          FaultCode.OUT_OF_BOUNDS,
          "A property's name has 1 to " + PropertyReference.NAME_CHARACTERS_MAX + " characters.");
    }
    top = Top.checked(top);
  }

  /** The last 30 days by a user property. */
  public static FeatureUsage of(String by) {
    return new FeatureUsage(
        Optional.of(by), List.of(), Optional.empty(), Scope.DEFAULT, Segmentation.TOP_DEFAULT);
  }

  @Override
  public boolean usesMode(PropertyMode mode) {
    return (by.isPresent() && mode == PropertyMode.AT_EVENT)
        || segments.stream().anyMatch(segment -> segment.uses(mode))
        || where.filter(condition -> condition.uses(mode)).isPresent();
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && name.length() <= PropertyReference.NAME_CHARACTERS_MAX;
  }
}
