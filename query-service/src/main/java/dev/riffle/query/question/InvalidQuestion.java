package dev.riffle.query.question;

import java.util.List;

/**
 * The question cannot be answered as it stands, and the asker can mend it. Carries every fault that
 * was found, at least one.
 */
public final class InvalidQuestion extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  public InvalidQuestion(List<Fault> faults) {
    super(faults.getFirst().pointer() + ": " + faults.getFirst().detail());
    this.faults = List.copyOf(faults);
  }

  public static InvalidQuestion at(String pointer, FaultCode code, String detail) {
    return new InvalidQuestion(List.of(new Fault(pointer, code, detail)));
  }

  /** The same faults, of a question that is a field of another one. */
  public InvalidQuestion under(String parent) {
    return new InvalidQuestion(faults.stream().map(fault -> fault.under(parent)).toList());
  }

  /** In the order in which they were found. */
  public List<Fault> faults() {
    return faults;
  }
}
