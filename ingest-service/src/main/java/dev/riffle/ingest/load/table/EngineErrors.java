package dev.riffle.ingest.load.table;

import com.clickhouse.client.api.ServerException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells by ClickHouse's exception code whether the data or the circumstances are to blame. */
final class EngineErrors {
  /**
   * Codes that a single row can cause (src/Common/ErrorCodes.cpp): the same row causes them again.
   * Every other code, also one that we do not know, means waiting: nothing may be given up for it.
   */
  private static final Set<Integer> DATA =
      Set.of(
          6, // CANNOT_PARSE_TEXT
          26, // CANNOT_PARSE_QUOTED_STRING
          27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
          33, // CANNOT_READ_ALL_DATA
          38, // CANNOT_PARSE_DATE
          41, // CANNOT_PARSE_DATETIME
          53, // TYPE_MISMATCH
          69, // ARGUMENT_OUT_OF_BOUND
          70, // CANNOT_CONVERT_TYPE
          72, // CANNOT_PARSE_NUMBER
          117, // INCORRECT_DATA
          128, // TOO_LARGE_ARRAY_SIZE
          131, // TOO_LARGE_STRING_SIZE
          321, // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
          407, // DECIMAL_OVERFLOW
          469, // VIOLATED_CONSTRAINT
          691); // UNKNOWN_ELEMENT_OF_ENUM

  /** ClickHouse ends a message with its name and version; the client adds two more. */
  private static final Pattern NAME =
      Pattern.compile(
          "\\(([A-Z][A-Z0-9_]{0,63})\\)(?: \\((?:version|transport error:|queryId=)[^()]*(?:\\([^()]*\\))?\\))*\\s*$");

  private EngineErrors() {}

  static EngineException of(String what, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServerException refused) {
        return of(what, refused);
      }
    }
    return new EngineException.Unavailable(what + ": " + failure, failure);
  }

  private static EngineException of(String what, ServerException refused) {
    int code = refused.getCode();
    String message = what + ": code " + code + name(String.valueOf(refused.getMessage()));
    return DATA.contains(code)
        ? new EngineException.DataRefused(code, message, refused)
        : new EngineException.Unavailable(message, refused);
  }

  /** The code's name, as in {@code UNKNOWN_TABLE}; the rest of a message may quote data. */
  private static String name(String message) {
    Matcher end = NAME.matcher(message);
    return end.find() ? " " + end.group(1) : "";
  }
}
