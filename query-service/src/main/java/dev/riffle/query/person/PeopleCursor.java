package dev.riffle.query.person;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of a list of persons ended, and the watermark of the first page.
 *
 * @param after number of the last person
 */
public record PeopleCursor(Instant receivedUntil, long after) {
  private static final Pattern FORM = Pattern.compile("1:([0-9]{1,15}):([0-9]{1,15})");

  public String text() {
    String plain = "1:%d:%d".formatted(receivedUntil.toEpochMilli(), after);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  /** Empty when it is none of ours. */
  public static Optional<PeopleCursor> of(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
      Matcher matcher = FORM.matcher(plain);
      return matcher.matches()
          ? Optional.of(
              new PeopleCursor(
                  Instant.ofEpochMilli(Long.parseLong(matcher.group(1))),
                  Long.parseLong(matcher.group(2))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
