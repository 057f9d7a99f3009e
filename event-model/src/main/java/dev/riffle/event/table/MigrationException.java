package dev.riffle.event.table;

/** The tables and this build do not belong together; a person has to look. The message says why. */
public final class MigrationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MigrationException(String message) {
    super(message);
  }
}
