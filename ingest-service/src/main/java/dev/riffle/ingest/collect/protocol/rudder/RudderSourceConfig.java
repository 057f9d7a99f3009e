package dev.riffle.ingest.collect.protocol.rudder;

import dev.riffle.ingest.collect.protocol.JsonReply;
import dev.riffle.ingest.collect.protocol.RemoteConfig;

/**
 * The source without which RudderStack's browser library does not start: enabled, with no
 * destination in the browser, and with no reports about the library itself.
 */
public final class RudderSourceConfig {
  private RudderSourceConfig() {}

  public static RemoteConfig config() {
    return new RemoteConfig("rudder", "/sourceConfig", "writeKey", RudderSourceConfig::source);
  }

  private static String source(String writeKey) {
    return JsonReply.object(json -> {
      json.writeObjectFieldStart("source");
      json.writeStringField("id", "riffle");
      json.writeStringField("name", "riffle");
      json.writeStringField("writeKey", writeKey);
      json.writeBooleanField("enabled", true);
      json.writeStringField("workspaceId", "riffle");
      json.writeObjectFieldStart("config");
      json.writeObjectFieldStart("statsCollection");
      for (String kind : new String[] {"errors", "metrics"}) {
        json.writeObjectFieldStart(kind);
        json.writeBooleanField("enabled", false);
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeObjectFieldStart("dataplanes");
      json.writeEndObject();
      json.writeArrayFieldStart("destinations");
      json.writeEndArray();
      json.writeArrayFieldStart("connections");
      json.writeEndArray();
      json.writeEndObject();
    });
  }
}
