package dev.riffle.ingest.collect.protocol.amplitude;

import dev.riffle.ingest.collect.protocol.RemoteConfig;

/** What the browser library asks its server about itself: nothing is set from afar. */
public final class AmplitudeRemoteConfig {
  private AmplitudeRemoteConfig() {}

  /** Served where {@code remoteConfig.serverUrl} ends in {@code /config}. */
  public static RemoteConfig config() {
    return new RemoteConfig(AmplitudeDoor.VENDOR, "/config/:key", "key", _ -> "{\"configs\":{}}");
  }
}
