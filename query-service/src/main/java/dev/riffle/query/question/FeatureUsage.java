package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Who uses which feature: every tracked event against every value of a user property at the event.
 *
 * @param by the user property, for example {@code plan}
 * @param from first local date; together with {@code to}, or neither
 * @param to last local date, inclusive
 * @param last instead of dates: {@code 30d}; that is also the default
 * @param timeZone IANA name; the project's zone by default
 * @param top how many values are told apart, by active users: 1 to {@value Segmentation#TOP_MAX},
 *     {@value Segmentation#TOP_DEFAULT} by default; the others are one exact segment
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FeatureUsage(
    String by,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<TimeRange.Last> last,
    Optional<ZoneId> timeZone,
    int top,
    Optional<Instant> asOfReceived,
    boolean explain)
    implements Question {
  public FeatureUsage {
    if (by.isEmpty() || by.length() > PropertyReference.NAME_CHARACTERS_MAX) {
      throw InvalidQuestion.at(
          "/by",
          FaultCode.OUT_OF_BOUNDS,
          "A property's name has 1 to " + PropertyReference.NAME_CHARACTERS_MAX + " characters.");
    }
    top = Top.checked(top);
    TimeRange.of(from, to, last);
  }

  /** The last 30 days by a user property. */
  public static FeatureUsage of(String by) {
    return new FeatureUsage(
        by,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Segmentation.TOP_DEFAULT,
        Optional.empty(),
        false);
  }

  @Override
  @JsonIgnore
  public TimeRange range() {
    return TimeRange.of(from, to, last);
  }
}
