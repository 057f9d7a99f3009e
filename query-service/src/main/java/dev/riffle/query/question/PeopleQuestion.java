package dev.riffle.query.question;

import java.util.Optional;

/**
 * Who the persons behind a number are.
 *
 * @param cursor of the page before; empty for the first page
 * @param limit persons of a page, 1 to {@value #LIMIT_MAX}, {@value #LIMIT_DEFAULT} by default
 */
public record PeopleQuestion(Cell cell, Optional<String> cursor, int limit) {
  public static final int LIMIT_DEFAULT = 100;
  public static final int LIMIT_MAX = 1_000;

  public PeopleQuestion {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw InvalidQuestion.at(
          "/limit", FaultCode.OUT_OF_BOUNDS, "This is a whole number from 1 to " + LIMIT_MAX + ".");
    }
  }
}
