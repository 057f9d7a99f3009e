package dev.riffle.ingest.collect.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * ISO 8601 times as clients write them: with {@code Z}, an offset, or neither (then UTC); with a
 * time of day or only a date (then midnight). {@code 2026-11-22T12:00:00.123Z}, what every
 * JavaScript client sends, is read without the general parser.
 */
final class IsoTime {
  private static final int USUAL_LENGTH = 24;
  private static final DateTimeFormatter GENERAL =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalEnd()
          .appendPattern("[XXXXX][XXXX][X]")
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT);

  private IsoTime() {}

  /**
   * @throws DateTimeException when the text is no such time
   */
  static Instant parse(String text) {
    return text.length() == USUAL_LENGTH && text.charAt(USUAL_LENGTH - 1) == 'Z'
        ? usual(text)
        : GENERAL.parse(text, Instant::from);
  }

  private static Instant usual(String text) {
    if (text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(19) != '.') {
      return GENERAL.parse(text, Instant::from);
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            number(text, 20, 23) * 1_000_000)
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("not a digit at " + i);
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
