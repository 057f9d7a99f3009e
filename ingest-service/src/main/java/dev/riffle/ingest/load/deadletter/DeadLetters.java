package dev.riffle.ingest.load.deadletter;

import dev.riffle.event.deadletter.DeadLetter;
import java.util.List;

/** Port: where records are kept that cannot become rows. Thread-safe. */
public interface DeadLetters {
  /**
   * Keeps them all. When it returns they are acknowledged; the loader may go on past them. Keeping
   * one twice changes nothing. Blocks for a bounded time.
   *
   * @throws UnavailableException when some are not acknowledged, which may be there all the same;
   *     the caller waits, and keeps them all again
   */
  void keep(List<DeadLetter> letters) throws InterruptedException;

  /** They could not be kept now. Nothing may be given up for it: the same call, later. */
  final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
