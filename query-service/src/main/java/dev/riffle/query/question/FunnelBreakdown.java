package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Break a funnel down by the values of a property at the events of a path.
 *
 * @param attribution which of them, {@code step} by default
 * @param step the step of {@link Attribution#STEP}, 1 by default
 */
public record FunnelBreakdown(
    String property, PropertyOf of, PropertyMode mode, Attribution attribution, int step) {
  public FunnelBreakdown {
    new PropertyReference(property, of, mode);
    if (attribution != Attribution.STEP && step != 1) {
      throw InvalidQuestion.at(
          "/step", FaultCode.CONTRADICTION, "A step belongs to the attribution `step`.");
    }
  }

  @JsonIgnore
  public PropertyReference reference() {
    return new PropertyReference(property, of, mode);
  }
}
