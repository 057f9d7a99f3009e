package dev.riffle.ingest.collect.outcome;

/**
 * One event cannot enter; the others of its request may. Carries no stack trace: it is an answer.
 */
public final class RejectedEventException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectionReason reason;
  private final String field;

  public RejectedEventException(RejectionReason reason, String field, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.field = field;
  }

  public static RejectedEventException wrongType(String field, String wanted) {
    return new RejectedEventException(
        RejectionReason.WRONG_TYPE, field, field + " must be " + wanted);
  }

  public static RejectedEventException missing(String field) {
    return new RejectedEventException(RejectionReason.MISSING_FIELD, field, field + " is required");
  }

  public RejectionReason reason() {
    return reason;
  }

  public String field() {
    return field;
  }

  public Rejection at(int index) {
    return new Rejection(index, field, reason, String.valueOf(getMessage()));
  }
}
