package dev.riffle.query.rest;

import dev.riffle.query.metadata.NameTakenException;
import dev.riffle.query.metadata.SavedConflictException;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import dev.riffle.query.saved.SavedType;
import java.util.Optional;
import java.util.function.Supplier;

/** Words what stands in the way of a write as a problem. */
final class SavedRefusals {
  private SavedRefusals() {}

  static <T> T unlessInTheWay(SavedType<?> type, Supplier<T> write) {
    try {
      return unlessChanged(write);
    } catch (NameTakenException e) {
      throw new ProblemException(
          ProblemType.NAME_TAKEN, "There is a " + type.words() + " of this name already.");
    }
  }

  static <T> T unlessChanged(Supplier<T> write) {
    try {
      return write.get();
    } catch (SavedConflictException e) {
      throw new ProblemException(
          ProblemType.SAVED_CONFLICT, Optional.ofNullable(e.getMessage()).orElse(""));
    }
  }
}
