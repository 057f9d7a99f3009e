package dev.riffle.ingest.load.audit;

import java.util.Locale;

/** How what was found compares with what the ledger expects. */
public enum Verdict {
  /** Nobody has looked yet. */
  UNAUDITED(0),
  /** Each row once, and no other. */
  EQUAL(1),
  /** Acknowledged events are not in the table. */
  MISSING_ROWS(2),
  /** Events are in the table more than once, or two at one offset. */
  DOUBLED_ROWS(3),
  /** The right number of rows or more, but not those that were loaded. */
  OTHER_CONTENT(4);

  private final int code;

  Verdict(int code) {
    this.code = code;
  }

  /** Missing rows outweigh doubled ones when a range has both. */
  public static Verdict of(RowSum expected, FoundRows found) {
    long rows = found.sum().rows();
    boolean doubled = found.ingestIds() < rows || found.offsets() < rows;
    if (found.sum().equals(expected)) {
      return doubled ? DOUBLED_ROWS : EQUAL;
    }
    if (found.ingestIds() < expected.rows()) {
      return MISSING_ROWS;
    }
    return doubled ? DOUBLED_ROWS : OTHER_CONTENT;
  }

  public boolean isMismatch() {
    return switch (this) {
      case UNAUDITED, EQUAL -> false;
      case MISSING_ROWS, DOUBLED_ROWS, OTHER_CONTENT -> true;
    };
  }

  /** Number in the table's column. */
  int code() {
    return code;
  }

  static Verdict of(int code) {
    for (Verdict verdict : values()) {
      if (verdict.code == code) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("no verdict has the number " + code);
  }

  /** As in the table and in metrics, such as {@code missing_rows}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
