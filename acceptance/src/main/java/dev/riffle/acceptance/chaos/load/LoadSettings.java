package dev.riffle.acceptance.chaos.load;

import java.time.Duration;

/**
 * How events are sent.
 *
 * @param port of the ingest service, or of the proxy before it
 * @param writeKey key of a project
 * @param eventsPerSecond new events, as long as they are acknowledged
 * @param maxEvents no new events after so many
 * @param resendPercent of the acknowledged events, that many are sent one to five times more
 * @param resendWithin the latest of these times
 * @param impatientPercent of the requests, that many are given up after a moment and sent again
 */
public record LoadSettings(
    int port,
    String writeKey,
    int eventsPerSecond,
    long maxEvents,
    int resendPercent,
    Duration resendWithin,
    int impatientPercent) {
  public LoadSettings {
    if (eventsPerSecond < 1 || maxEvents < 1) {
      throw new IllegalArgumentException("at least one event, and one a second");
    }
    if (resendPercent < 0 || resendPercent > 100 || impatientPercent < 0 || impatientPercent > 50) {
      throw new IllegalArgumentException("percent out of bounds");
    }
  }
}
