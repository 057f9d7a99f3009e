package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a property is compared. A missing property (and JSON null) is a value of its own, {@code
 * (none)}: it meets {@link #IS_NOT_SET}, {@code is null}, and every negated comparison with another
 * value.
 */
public enum Operator {
  /** Equal to one of the values, in type too. Text is compared exactly. */
  IS("is", Takes.ANY),
  /** Not {@link #IS}. */
  IS_NOT("isNot", Takes.ANY),
  /** A text that contains one of the texts, ignoring case. */
  CONTAINS("contains", Takes.TEXTS),
  /** Not {@link #CONTAINS}. */
  DOES_NOT_CONTAIN("doesNotContain", Takes.TEXTS),
  /** A text that begins with one of the texts, case-sensitive. */
  STARTS_WITH("startsWith", Takes.TEXTS),
  /** A number greater than the value. Texts are never read as numbers; likewise the next three. */
  GREATER("greater", Takes.ONE_NUMBER),
  GREATER_OR_EQUAL("greaterOrEqual", Takes.ONE_NUMBER),
  LESS("less", Takes.ONE_NUMBER),
  LESS_OR_EQUAL("lessOrEqual", Takes.ONE_NUMBER),
  /** Has a value other than null. */
  IS_SET("isSet", Takes.NOTHING),
  /** Missing, or null. */
  IS_NOT_SET("isNotSet", Takes.NOTHING);

  /** What stands in `values`. */
  enum Takes {
    ANY,
    TEXTS,
    ONE_NUMBER,
    NOTHING
  }

  private final String wire;
  private final Takes takes;

  Operator(String wire, Takes takes) {
    this.wire = wire;
    this.takes = takes;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  Takes takes() {
    return takes;
  }
}
