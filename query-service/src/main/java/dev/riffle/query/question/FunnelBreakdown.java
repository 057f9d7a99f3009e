package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * Break a funnel down by the events of a path: by values of a property, or by who is in a segment.
 *
 * @param attribution which of the events, {@code step} by default
 * @param step the step of {@link Attribution#STEP}, 1 by default
 */
public record FunnelBreakdown(@JsonUnwrapped Breakdown by, Attribution attribution, int step) {
  public FunnelBreakdown {
    if (Entries.isEverybody(by)) {
      throw InvalidQuestion.at("", FaultCode.MISSING, Entries.EVERYBODY);
    }
    if (attribution != Attribution.STEP && step != 1) {
      throw InvalidQuestion.at(
          "/step", FaultCode.CONTRADICTION, "A step belongs to the attribution `step`.");
    }
  }
}
