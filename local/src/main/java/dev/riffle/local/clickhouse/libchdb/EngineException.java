package dev.riffle.local.clickhouse.libchdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ClickHouse answers instead of a result: its numbered code and its message, as its own. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** ClickHouse's code for a standard exception without a number of its own. */
  public static final int STD_EXCEPTION = 1001;

  public static final int BAD_ARGUMENTS = 36;
  public static final int SYNTAX_ERROR = 62;
  public static final int UNKNOWN_DATABASE = 81;
  public static final int READONLY = 164;
  public static final int TOO_MANY_SIMULTANEOUS_QUERIES = 202;
  public static final int QUERY_WAS_CANCELLED = 394;
  public static final int ACCESS_DENIED = 497;
  public static final int AUTHENTICATION_FAILED = 516;
  public static final int TOO_LARGE_BODY = 307;

  private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\.");

  private final int code;

  /** The message libchdb gave; its code is read from the text. */
  public EngineException(String message) {
    super(message);
    Matcher matcher = CODE.matcher(message);
    this.code = matcher.find() ? Integer.parseInt(matcher.group(1)) : STD_EXCEPTION;
  }

  /**
   * An exception of our own in ClickHouse's form: {@code Code: 497. DB::Exception: why. (NAME)}.
   */
  public EngineException(int code, String name, String why) {
    super("Code: " + code + ". DB::Exception: " + why + " (" + name + ")");
    this.code = code;
  }

  /** ClickHouse's error number, for example 60 for an unknown table. */
  public int code() {
    return code;
  }
}
