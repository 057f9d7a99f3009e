package dev.riffle.ingest.collect.outcome;

/** A whole request is refused. Carries no stack trace: it is an answer. */
public final class RefusedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public RefusedRequestException(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  public RefusedRequestException(Problem problem, String field, String message) {
    this(new Refusal(problem, field, message));
  }

  public Refusal refusal() {
    return refusal;
  }
}
