package dev.riffle.local.clickhouse.libchdb;

/** libchdb could not be made available; the message is one sentence for a person. */
public final class ProvisionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProvisionException(String message) {
    super(message);
  }

  ProvisionException(String message, Throwable cause) {
    super(message, cause);
  }
}
