package dev.riffle.ingest.load.retry;

import org.jspecify.annotations.Nullable;

/** A directory is not an index that this version can use; it can only be made again. */
final class DamagedIndexException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedIndexException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
