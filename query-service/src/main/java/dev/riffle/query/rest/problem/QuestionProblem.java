package dev.riffle.query.rest.problem;

import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Words what is wrong with a question as a problem. */
final class QuestionProblem {
  private QuestionProblem() {}

  /**
   * The problem of these faults: their own one when they are all of a kind that has one.
   *
   * @param inAddress whether the question came as parameters of the address, not as a body
   */
  static ProblemException of(List<Fault> faults, boolean inAddress) {
    Set<FaultCode> codes = EnumSet.noneOf(FaultCode.class);
    faults.forEach(fault -> codes.add(fault.code()));
    ProblemType general = inAddress ? ProblemType.INVALID_PARAMETER : ProblemType.INVALID_BODY;
    ProblemType type = codes.size() == 1 ? own(faults.getFirst()).orElse(general) : general;
    List<FieldError> errors =
        faults.stream()
            .map(fault ->
                new FieldError(
                    pointer(fault.pointer(), inAddress), fault.code().wire(), fault.detail()))
            .toList();
    String detail =
        errors.size() == 1
            ? errors.getFirst().detail()
            : errors.size() + " things are wrong with the question; `errors` has them all.";
    return new ProblemException(type, detail, errors);
  }

  private static Optional<ProblemType> own(Fault fault) {
    return switch (fault.code()) {
      case RANGE_REVERSED -> Optional.of(ProblemType.RANGE_REVERSED);
      case UNKNOWN_TIME_ZONE -> Optional.of(ProblemType.UNKNOWN_TIME_ZONE);
      case UNKNOWN_EVENT -> Optional.of(ProblemType.UNKNOWN_EVENT);
      case UNKNOWN_PROPERTY -> Optional.of(ProblemType.UNKNOWN_PROPERTY);
      case UNKNOWN_SEGMENT -> Optional.of(ProblemType.UNKNOWN_SEGMENT);
      // with the empty pointer it is the text as a whole that is meant
      case TOO_LARGE, MALFORMED ->
          fault.pointer().isEmpty()
              ? Optional.of(ProblemType.MALFORMED_JSON)
              : fault.code() == FaultCode.TOO_LARGE
                  ? Optional.of(ProblemType.TOO_MANY_BUCKETS)
                  : Optional.empty();
      case WRONG_TYPE,
          MISSING,
          UNKNOWN_FIELD,
          UNKNOWN_VALUE,
          OUT_OF_BOUNDS,
          CONTRADICTION,
          DUPLICATE ->
          Optional.empty();
    };
  }

  /** What lies deeper stands in a saved question, or in the JSON of a parameter. */
  private static String pointer(String pointer, boolean inAddress) {
    return inAddress && pointer.lastIndexOf('/') == 0 ? "?" + pointer.substring(1) : pointer;
  }
}
