package dev.riffle.ingest.collect.enrichment;

/** Where addresses are in use. Thread-safe. */
@FunctionalInterface
public interface Places {
  /** Knows no address. */
  Places NOWHERE = _ -> Place.UNKNOWN;

  /**
   * Where the address is in use, as far as it is known.
   *
   * @param address as text, in any notation and of either version; anything else is unknown
   */
  Place of(String address);
}
