package dev.riffle.ingest.collect.protocol.amplitude;

import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.JsonReader;
import dev.riffle.ingest.collect.protocol.ReceivedRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands around the events of a request. Comes in any order. */
final class AmplitudeEnvelope {
  final Client connection;
  private final String path;
  @Nullable List<JsonReader.Item<AmplitudeEvent>> items;
  @Nullable String apiKey;
  @Nullable Instant uploadedAt;
  int minIdLength = AmplitudeEvent.MIN_ID_LENGTH;

  /** Whether the connection's other end is the client of every event. */
  boolean fromBrowser;

  AmplitudeEnvelope(ReceivedRequest request) {
    this.connection = request.client();
    this.path = request.path();
  }

  /** What all events are where the path says it; else null, and they say it themselves. */
  @Nullable String eventType() {
    return switch (path) {
      case "/identify" -> "$identify";
      case "/groupidentify" -> "$groupidentify";
      default -> null;
    };
  }
}
