package dev.riffle.query.question;

/**
 * Several periods taken together: returned in any of them.
 *
 * @param from first period, 0 or more
 * @param to last period, inclusive
 */
public record Bracket(int from, int to) {
  public Bracket {
    if (from < 0) {
      throw InvalidQuestion.at("/from", FaultCode.OUT_OF_BOUNDS, "Periods count from 0.");
    }
    if (to < from) {
      throw InvalidQuestion.at("/to", FaultCode.RANGE_REVERSED, "`to` lies before `from`.");
    }
  }
}
