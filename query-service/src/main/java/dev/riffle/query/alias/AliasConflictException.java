package dev.riffle.query.alias;

/** An order that does not fit the aliases which hold. The message is for the one who ordered. */
public final class AliasConflictException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public AliasConflictException(String message) {
    super(message);
  }
}
