package dev.riffle.ingest.load.table;

/** The engine did not do what it was asked. Which of the two says what may be done next. */
public abstract sealed class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private EngineException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The engine did not answer, or answered that it cannot now. Whether the statement had an effect
   * is unknown; it makes sense to look, and to try again.
   */
  public static final class Unavailable extends EngineException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The engine refused the data themselves; it will refuse them again. Nothing was stored. */
  public static final class DataRefused extends EngineException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public DataRefused(int code, String message, Throwable cause) {
      super(message, cause);
      this.code = code;
    }

    /** ClickHouse's exception code. */
    public int code() {
      return code;
    }
  }
}
