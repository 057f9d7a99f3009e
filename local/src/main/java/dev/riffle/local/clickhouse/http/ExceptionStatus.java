package dev.riffle.local.clickhouse.http;

import java.util.Set;

/** HTTP status of a ClickHouse exception, as its exceptionCodeToHTTPStatus.cpp has it. */
final class ExceptionStatus {
  /** What could not be parsed, wrong types, wrong arguments; 271 is a body we cannot decompress. */
  private static final Set<Integer> BAD_REQUEST =
      Set.of(
          6, 25, 26, 27, 36, 38, 41, 43, 44, 53, 62, 72, 89, 117, 167, 168, 271, 321, 376, 427, 675,
          676);

  /** Unknown table, column, database, function, type, setting and so on. */
  private static final Set<Integer> NOT_FOUND =
      Set.of(16, 46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 511);

  private static final Set<Integer> FORBIDDEN = Set.of(192, 193, 497, 512, 516);

  /** File in use, too many queries, socket timeout, no thread. */
  private static final Set<Integer> UNAVAILABLE = Set.of(76, 202, 209, 439);

  private ExceptionStatus() {}

  static int of(int code) {
    if (BAD_REQUEST.contains(code)) {
      return 400;
    }
    if (FORBIDDEN.contains(code)) {
      return 403;
    }
    if (NOT_FOUND.contains(code)) {
      return 404;
    }
    if (UNAVAILABLE.contains(code)) {
      return 503;
    }
    return switch (code) {
      case 194 -> 401;
      case 159 -> 408;
      case 381 -> 411;
      case 229 -> 413;
      case 48 -> 501;
      default -> 500;
    };
  }
}
