package dev.riffle.local.deadletter;

/** It cannot be done; the message is one sentence for the user. */
public final class DeadLetterException extends Exception {
  private static final long serialVersionUID = 1L;

  public DeadLetterException(String message) {
    super(message);
  }
}
