package dev.riffle.ingest.collect.protocol.segment;

import dev.riffle.ingest.collect.protocol.JsonReply;
import dev.riffle.ingest.collect.protocol.RemoteConfig;

/**
 * The settings without which Segment's browser library does not start: one integration, Segment
 * itself, and nothing switched off. Where to send to stays what the page says.
 */
public final class SegmentSettings {
  private SegmentSettings() {}

  public static RemoteConfig config() {
    return new RemoteConfig(
        "segment", "/v1/projects/:key/settings", "key", SegmentSettings::settings);
  }

  private static String settings(String writeKey) {
    return JsonReply.object(json -> {
      json.writeObjectFieldStart("integrations");
      json.writeObjectFieldStart("Segment.io");
      json.writeStringField("apiKey", writeKey);
      json.writeArrayFieldStart("unbundledIntegrations");
      json.writeEndArray();
      json.writeBooleanField("addBundledMetadata", true);
      json.writeEndObject();
      json.writeEndObject();
      json.writeObjectFieldStart("plan");
      for (String type : new String[] {"track", "identify", "group"}) {
        json.writeObjectFieldStart(type);
        json.writeObjectFieldStart("__default");
        json.writeBooleanField("enabled", true);
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeBooleanField("analyticsNextEnabled", true);
      json.writeObjectFieldStart("middlewareSettings");
      json.writeEndObject();
      json.writeObjectFieldStart("enabledMiddleware");
      json.writeEndObject();
      json.writeObjectFieldStart("metrics");
      json.writeNumberField("sampleRate", 0);
      json.writeEndObject();
      json.writeBooleanField("legacyVideoPluginsEnabled", false);
      json.writeArrayFieldStart("remotePlugins");
      json.writeEndArray();
    });
  }
}
