package dev.riffle.acceptance.sdk.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.acceptance.sdk.NodePrograms;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The SDKs that are given a {@link Burst}; all with their own settings for retries. */
enum ServerSdk {
  AMPLITUDE_NODE,
  SEGMENT_NODE,
  RUDDER_NODE,
  POSTHOG_NODE,
  MIXPANEL_NODE,
  SEGMENT_JAVA {
    @Override
    Set<Integer> send(NodePrograms programs, URI url, String key, Burst burst) {
      return BurstOfSegmentJava.send(url, key, burst);
    }
  },
  AMPLITUDE_JAVA {
    @Override
    boolean speaksHttpsOnly() {
      return true;
    }

    @Override
    Set<Integer> send(NodePrograms programs, URI url, String key, Burst burst)
        throws InterruptedException {
      return BurstOfAmplitudeJava.send(url, key, burst);
    }
  },
  RUDDER_JAVA {
    @Override
    Set<Integer> send(NodePrograms programs, URI url, String key, Burst burst) {
      return BurstOfRudderJava.send(url, key, burst);
    }
  },
  MIXPANEL_JAVA {
    @Override
    Set<Integer> send(NodePrograms programs, URI url, String key, Burst burst) {
      return BurstOfMixpanelJava.send(url, key, burst);
    }
  };

  /** A retry after 30 s, and those of a busy machine. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private static final ObjectMapper JSON = new ObjectMapper();

  boolean speaksHttpsOnly() {
    return false;
  }

  /** Sends the burst, and returns the acknowledged numbers once all are answered for. */
  Set<Integer> send(NodePrograms programs, URI url, String key, Burst burst)
      throws IOException, InterruptedException {
    String driver = name().toLowerCase(Locale.ROOT).replace("_node", "");
    ObjectNode settings = JSON.valueToTree(burst);
    settings.put("url", url.toString());
    settings.put("key", key);
    settings.put("texts", burst.oddity().texts());
    settings.put("textLength", burst.oddity().textLength());
    JsonNode result = programs.drive(TIMEOUT, "drive.mjs", driver, "burst", settings.toString());
    Set<Integer> acknowledged = new LinkedHashSet<>();
    result.path("acknowledged").forEach(number -> acknowledged.add(number.asInt()));
    return acknowledged;
  }
}
