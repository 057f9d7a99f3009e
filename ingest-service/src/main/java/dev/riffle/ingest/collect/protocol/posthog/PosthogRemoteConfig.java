package dev.riffle.ingest.collect.protocol.posthog;

import dev.riffle.ingest.collect.protocol.RemoteConfig;

/** What the browser library asks about itself: send events, and do nothing else. */
public final class PosthogRemoteConfig {
  private static final String EVENTS_ONLY =
      "{\"supportedCompression\":[\"gzip\",\"gzip-js\"],\"hasFeatureFlags\":false,"
          + "\"sessionRecording\":false,\"heatmaps\":false,\"surveys\":false}";

  private PosthogRemoteConfig() {}

  public static RemoteConfig config() {
    return new RemoteConfig(PosthogDoor.VENDOR, "/array/:key/config", "key", _ -> EVENTS_ONLY);
  }
}
