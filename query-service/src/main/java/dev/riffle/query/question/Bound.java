package dev.riffle.query.question;

/** A count compares with a number: {@code "atLeast": 3}. */
public record Bound(Comparison comparison, double number) {
  /** How. */
  public enum Comparison {
    AT_LEAST("atLeast"),
    MORE_THAN("moreThan"),
    AT_MOST("atMost"),
    LESS_THAN("lessThan"),
    EXACTLY("exactly");

    private final String wire;

    Comparison(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }

  public Bound {
    if (!Double.isFinite(number)) {
      throw InvalidQuestion.at(
          "/" + comparison.wire(), FaultCode.OUT_OF_BOUNDS, "This number is too large.");
    }
  }
}
