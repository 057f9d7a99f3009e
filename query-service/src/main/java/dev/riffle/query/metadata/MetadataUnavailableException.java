package dev.riffle.query.metadata;

/** PostgreSQL did not answer. Asking again later may help. */
public final class MetadataUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MetadataUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public MetadataUnavailableException(String message) {
    super(message);
  }
}
