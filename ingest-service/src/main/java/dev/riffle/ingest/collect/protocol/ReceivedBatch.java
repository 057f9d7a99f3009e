package dev.riffle.ingest.collect.protocol;

import java.util.List;

/**
 * A decoded request.
 *
 * @param key the API key's text; empty when none was sent
 * @param readings one per event, in the order sent
 */
public record ReceivedBatch(String key, List<Reading> readings) {
  public ReceivedBatch {
    readings = List.copyOf(readings);
  }

  @Override
  public String toString() {
    return readings.size() + " events";
  }
}
