package dev.riffle.ingest.collect.protocol.posthog;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.riffle.ingest.collect.protocol.RemoteConfig;
import java.util.List;

/**
 * What the browser library asks about itself: send events, and do nothing else. It asks for a
 * script first, and for JSON when the script does not come.
 */
public final class PosthogRemoteConfig {
  private static final String EVENTS_ONLY =
      "{\"supportedCompression\":[\"gzip\",\"gzip-js\"],\"hasFeatureFlags\":false,"
          + "\"sessionRecording\":false,\"heatmaps\":false,\"surveys\":false}";

  private PosthogRemoteConfig() {}

  public static List<RemoteConfig> all() {
    return List.of(
        new RemoteConfig(
            PosthogDoor.VENDOR,
            "/array/:key/config.js",
            "key",
            "text/javascript; charset=utf-8",
            PosthogRemoteConfig::script),
        new RemoteConfig(PosthogDoor.VENDOR, "/array/:key/config", "key", _ -> EVENTS_ONLY));
  }

  private static String script(String key) {
    String name = new String(JsonStringEncoder.getInstance().quoteAsString(key));
    return "(window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{})[\""
        + name
        + "\"]={config:"
        + EVENTS_ONLY
        + ",siteApps:[]};";
  }
}
