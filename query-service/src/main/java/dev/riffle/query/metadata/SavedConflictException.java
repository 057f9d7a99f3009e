package dev.riffle.query.metadata;

/** Somebody else has changed the thing meanwhile, or there is no room, or others need it. */
public final class SavedConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SavedConflictException(String message) {
    super(message);
  }

  static SavedConflictException changedMeanwhile(int version, int expected) {
    return new SavedConflictException(
        "Somebody has changed it meanwhile: its version is %d, not %d."
            .formatted(version, expected));
  }
}
