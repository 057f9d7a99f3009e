package dev.riffle.local.clickhouse.http;

/** HTTP status of a ClickHouse exception, as its exceptionCodeToHTTPStatus.cpp has it. */
final class ExceptionStatus {
  private ExceptionStatus() {}

  static int of(int code) {
    return switch (code) {
      case 194 -> 401;
      case 192, 193, 497, 512, 516 -> 403;
      // what could not be parsed, wrong types, wrong arguments
      case 6,
          25,
          26,
          27,
          36,
          38,
          41,
          43,
          44,
          53,
          56,
          62,
          72,
          117,
          167,
          168,
          321,
          376,
          427,
          441,
          675,
          676 ->
          400;
      case 16, 46, 47, 50, 60, 63, 73, 78, 81, 82, 115, 336, 420, 511 -> 404;
      case 159 -> 408;
      case 381 -> 411;
      case 229, TOO_LARGE -> 413;
      case 48 -> 501;
      case 76, 202, 209, 439 -> 503;
      default -> 500;
    };
  }

  /** TOO_MANY_BYTES: a body over our limit. */
  private static final int TOO_LARGE = 307;
}
