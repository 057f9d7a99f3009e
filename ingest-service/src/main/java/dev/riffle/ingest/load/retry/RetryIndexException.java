package dev.riffle.ingest.load.retry;

/**
 * The index could not be read or written: its disk is full, away or damaged. Without it no record
 * may be stored, because nobody could say whether it is a retry. The way on is that of a crash:
 * close the index, open it again, complete it from the table. What it had not written is lost with
 * it, position and entries together, and is read from the table then.
 */
public final class RetryIndexException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RetryIndexException(String message, Throwable cause) {
    super(message, cause);
  }
}
