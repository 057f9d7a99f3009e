package dev.riffle.query.person;

import dev.riffle.query.sql.EventPage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ended, and the watermark of the first page: later pages read up to the same, so that
 * what arrives meanwhile moves nothing.
 */
record EventCursor(Instant receivedUntil, EventPage.Place place) {
  private static final Pattern FORM =
      Pattern.compile("1:(-?[0-9]{1,15}):(-?[0-9]{1,15}):([0-9]{1,15}):([0-9]{1,18})");

  String text() {
    String plain =
        "1:%d:%d:%d:%d"
            .formatted(
                receivedUntil.toEpochMilli(), place.atMillis(), place.source(), place.offset());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  /** Empty when it is none of ours. */
  static Optional<EventCursor> of(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
      Matcher matcher = FORM.matcher(plain);
      return matcher.matches()
          ? Optional.of(
              new EventCursor(
                  Instant.ofEpochMilli(Long.parseLong(matcher.group(1))),
                  new EventPage.Place(
                      Long.parseLong(matcher.group(2)),
                      Long.parseLong(matcher.group(3)),
                      Long.parseLong(matcher.group(4)))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
