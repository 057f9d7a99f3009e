package dev.riffle.query.question;

import java.util.Optional;

/**
 * What is compared in {@code did}.
 *
 * @param property of the event; for sums and distinct values
 */
public record Count(Kind kind, Optional<String> property) {
  /** Number of events. */
  public static final Count EVENTS = new Count(Kind.EVENTS, Optional.empty());

  /** How it is counted. */
  public enum Kind {
    EVENTS("events"),
    /** Distinct local dates. */
    DAYS("days"),
    /** Sum of a numeric property over the events that carry it; 0 when none does. */
    SUM("sum"),
    /** Distinct values of a property; missing and null are none. */
    DISTINCT("distinct");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }

  public Count {
    boolean needs = kind == Kind.SUM || kind == Kind.DISTINCT;
    if (needs != property.isPresent()) {
      throw new IllegalArgumentException("sums and distinct values are of a property");
    }
    property.ifPresent(
        name -> new PropertyReference(name, PropertyOf.EVENT, PropertyMode.AT_EVENT));
  }

  /** The property; only of those kinds that have one. */
  public PropertyReference reference() {
    return new PropertyReference(property.orElseThrow(), PropertyOf.EVENT, PropertyMode.AT_EVENT);
  }
}
