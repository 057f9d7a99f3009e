package dev.riffle.query.sql;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A value in a statement that is not part of its text.
 *
 * @param value String, Long, Double, or a list (of lists) of them: what the engine's client turns
 *     into its notation
 */
public record SqlParameter(SqlType type, Object value) {
  public static SqlParameter text(String text) {
    return new SqlParameter(SqlType.TEXT, text);
  }

  public static SqlParameter texts(List<String> texts) {
    return new SqlParameter(SqlType.TEXTS, List.copyOf(texts));
  }

  public static SqlParameter textLists(List<List<String>> lists) {
    return new SqlParameter(SqlType.TEXT_LISTS, lists.stream().map(List::copyOf).toList());
  }

  public static SqlParameter whole(long number) {
    return new SqlParameter(SqlType.WHOLE, number);
  }

  public static SqlParameter wholes(List<Long> numbers) {
    return new SqlParameter(SqlType.WHOLES, List.copyOf(numbers));
  }

  public static SqlParameter number(double number) {
    return new SqlParameter(SqlType.NUMBER, number);
  }

  public static SqlParameter numbers(List<Double> numbers) {
    return new SqlParameter(SqlType.NUMBERS, List.copyOf(numbers));
  }

  public static SqlParameter project(int number) {
    return new SqlParameter(SqlType.PROJECT, (long) number);
  }

  public static SqlParameter date(LocalDate date) {
    return new SqlParameter(SqlType.DATE, date.toString());
  }

  /** Milliseconds since the epoch; the text around it makes a time of it. */
  public static SqlParameter milliseconds(Instant instant) {
    return whole(instant.toEpochMilli());
  }
}
