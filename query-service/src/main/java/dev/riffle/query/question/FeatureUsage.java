package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;

/**
 * Who uses which feature: every tracked event against every value of a user property at the event.
 *
 * @param by the user property, for example {@code plan}
 * @param where what every event must meet that is looked at
 * @param scope which days
 * @param top how many values are told apart, by active users: 1 to {@value Segmentation#TOP_MAX},
 *     {@value Segmentation#TOP_DEFAULT} by default; the others are one exact segment
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FeatureUsage(
    String by, Optional<Predicate> where, @JsonUnwrapped Scope scope, int top) implements Question {
  public FeatureUsage {
    if (by.isEmpty() || by.length() > PropertyReference.NAME_CHARACTERS_MAX) {
      throw InvalidQuestion.at(
          "/by",
          FaultCode.OUT_OF_BOUNDS,
          "A property's name has 1 to " + PropertyReference.NAME_CHARACTERS_MAX + " characters.");
    }
    top = Top.checked(top);
  }

  /** The last 30 days by a user property. */
  public static FeatureUsage of(String by) {
    return new FeatureUsage(by, Optional.empty(), Scope.DEFAULT, Segmentation.TOP_DEFAULT);
  }

  @Override
  public boolean usesMode(PropertyMode mode) {
    return mode == PropertyMode.AT_EVENT || where.stream().anyMatch(each -> each.uses(mode));
  }
}
