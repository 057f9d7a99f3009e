package dev.riffle.local.launch;

/**
 * Something outside Riffle prevents the start; the message is one sentence that says what to do.
 */
public final class CannotStartException extends Exception {
  private static final long serialVersionUID = 1;

  public CannotStartException(String message) {
    super(message);
  }
}
