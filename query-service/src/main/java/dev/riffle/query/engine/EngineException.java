package dev.riffle.query.engine;

/** The engine did not answer a statement. The message names the cause, never the statement. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String queryId;

  /** Why, as far as the asker is concerned. */
  public enum Reason {
    /** Took longer than its limit: narrow the question. */
    TIMEOUT,
    /** Needed more memory, or returned more rows, than its limit: narrow the question. */
    TOO_LARGE,
    /** Cannot be reached, starts, has no tables yet, or has too much to do: ask again later. */
    UNAVAILABLE,
    /** Nobody wants the answer any more. */
    CANCELLED,
    /** Runs one of that name already, which another process has sent. */
    ID_IN_USE,
    /** A mistake of ours. */
    INTERNAL
  }

  public EngineException(Reason reason, String queryId, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.queryId = queryId;
  }

  public Reason reason() {
    return reason;
  }

  public String queryId() {
    return queryId;
  }
}
