package dev.riffle.query.rest.admin;

import dev.riffle.project.KeyScope;
import dev.riffle.query.metadata.KeyOrder;
import dev.riffle.query.metadata.KeyReach;
import dev.riffle.query.metadata.ProjectDetails;
import dev.riffle.query.rest.json.JsonObject;
import dev.riffle.query.rest.problem.FieldError;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** What the fields of administrative bodies must look like. */
final class AdminFields {
  /** PostgreSQL knows no instant after the year 294276. */
  private static final Duration EXPIRY_MAX = Duration.ofDays(36_525);

  private AdminFields() {}

  /** A project's name, without the blanks around it. */
  static String projectName(JsonObject body) {
    String name = body.text("name").strip();
    if (name.isEmpty() || name.length() > ProjectDetails.MAX_NAME_LENGTH) {
      throw JsonObject.wrong(
          "name",
          "out-of-bounds",
          "A name has 1 to " + ProjectDetails.MAX_NAME_LENGTH + " characters.");
    }
    return JsonObject.storable("name", name);
  }

  /** A region of the IANA database; offsets such as +02:00 know no clock changes. */
  static Optional<ZoneId> timeZone(JsonObject body) {
    return body.optionalText("timeZone").map(AdminFields::zone);
  }

  static Optional<DayOfWeek> weekStart(JsonObject body) {
    return body.optionalConstant("weekStart", DayOfWeek.class);
  }

  static KeyOrder keyOrder(JsonObject body, Instant now) {
    KeyScope scope = body.constant("scope", KeyScope.class);
    KeyReach reach = body.optionalConstant("reach", KeyReach.class).orElse(KeyReach.PROJECT);
    if (reach == KeyReach.INSTALLATION && scope != KeyScope.ADMIN) {
      throw JsonObject.wrong(
          "reach", "contradiction", "Only an admin key may reach the installation.");
    }
    String label = JsonObject.storable("label", body.optionalText("label").orElse(""));
    if (label.length() > KeyOrder.MAX_LABEL_LENGTH) {
      throw JsonObject.wrong(
          "label",
          "out-of-bounds",
          "A label has at most " + KeyOrder.MAX_LABEL_LENGTH + " characters.");
    }
    return new KeyOrder(
        scope, reach, label, body.optionalText("expiresAt").map(text -> expiry(text, now)));
  }

  private static Instant expiry(String text, Instant now) {
    try {
      Instant expiresAt = Instant.parse(text);
      if (expiresAt.isAfter(now.plus(EXPIRY_MAX))) {
        throw JsonObject.wrong(
            "expiresAt",
            "out-of-bounds",
            "It lies at most 100 years ahead; without it, a key lasts.");
      }
      if (expiresAt.isAfter(now)) {
        return expiresAt;
      }
    } catch (DateTimeParseException e) {
      throw JsonObject.wrong(
          "expiresAt", "malformed", "It is an instant such as 2027-01-31T00:00:00Z.");
    }
    throw JsonObject.wrong("expiresAt", "out-of-bounds", "It lies in the past.");
  }

  private static ZoneId zone(String text) {
    if (ZoneId.getAvailableZoneIds().contains(text)) {
      return ZoneId.of(text);
    }
    String detail = "Time zones are IANA names such as Europe/Budapest.";
    throw new ProblemException(
        ProblemType.UNKNOWN_TIME_ZONE,
        detail,
        List.of(new FieldError("/timeZone", "unknown-time-zone", detail)));
  }
}
