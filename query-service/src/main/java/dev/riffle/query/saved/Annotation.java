package dev.riffle.query.saved;

import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.JsonFields;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A note on a project's time axis: a release, a campaign, an outage. */
public record Annotation(long id, Content content, Revision revision) {
  /**
   * What somebody has written.
   *
   * @param at the instant of what happened; else {@code date}
   * @param date the local date, in whichever zone the chart has
   */
  public record Content(Optional<Instant> at, Optional<LocalDate> date, String text) {
    public static final int TEXT_CHARACTERS_MAX = 500;

    public Content {
      if (at.isPresent() == date.isPresent()) {
        throw InvalidQuestion.at(
            at.isPresent() ? "/date" : "/at",
            at.isPresent() ? FaultCode.CONTRADICTION : FaultCode.MISSING,
            "Give either `at`, an instant, or `date`.");
      }
      at.ifPresent(instant -> TimeRange.checked("/at", instant));
      date.ifPresent(day -> new TimeRange.Dates(day, day));
      if (text.isBlank() || text.length() > TEXT_CHARACTERS_MAX) {
        throw InvalidQuestion.at(
            "/text",
            FaultCode.OUT_OF_BOUNDS,
            "It has 1 to " + TEXT_CHARACTERS_MAX + " characters.");
      }
    }

    /** Where it begins on the axis of a zone. */
    public Instant start(ZoneId zone) {
      return at.orElseGet(() -> date.orElseThrow().atStartOfDay(zone).toInstant());
    }
  }

  /**
   * A content with the version that it takes the place of; empty for what is new.
   *
   * @param version that a change was made to
   */
  public record Draft(Content content, OptionalInt version) {}

  /** Reads what is new, or with {@code version} a change; throws with all faults. */
  public static Draft draft(String json, boolean change) {
    String[] known =
        change
            ? new String[] {"at", "date", "text", "version"}
            : new String[] {"at", "date", "text"};
    return QuestionReader.read(
        json, (node, faults) -> read(new JsonFields(node, "", faults, known), change));
  }

  private static Optional<Draft> read(JsonFields fields, boolean change) {
    List<Fault> faults = fields.faults();
    fields.require("text");
    Optional<Instant> at = fields.instant("at");
    Optional<LocalDate> date = fields.date("date");
    Optional<String> text = fields.text("text").map(String::strip);
    OptionalInt version = change ? SavedItem.version(fields) : OptionalInt.empty();
    if (text.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return fields
        .built(() -> new Content(at, date, text.get()))
        .map(content -> new Draft(content, version));
  }
}
