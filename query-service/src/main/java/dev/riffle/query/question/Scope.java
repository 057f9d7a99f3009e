package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What every kind of question says about its time. In JSON these are fields of the question itself.
 *
 * @param from first local date; together with {@code to}, or neither
 * @param to last local date, inclusive
 * @param last instead of dates: {@code 30d}; that is also the default
 * @param timeZone of dates and buckets, an IANA name; the project's own by default
 * @param asOfReceived count only what was received up to this instant. Set to the {@code asOf} of
 *     an earlier answer, and with that answer's dates, it gives that answer's numbers again
 * @param explain also return the SQL and its parameters
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Scope(
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<TimeRange.Last> last,
    Optional<ZoneId> timeZone,
    Optional<Instant> asOfReceived,
    boolean explain) {
  /** The last 30 days in the project's zone. */
  public static final Scope DEFAULT =
      new Scope(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  public Scope {
    TimeRange.of(from, to, last);
  }

  /** From one local date to another, both inclusive, in the project's zone. */
  public static Scope of(LocalDate from, LocalDate to) {
    return new Scope(
        Optional.of(from),
        Optional.of(to),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** The days that the question covers. */
  @JsonIgnore
  public TimeRange range() {
    return TimeRange.of(from, to, last);
  }
}
