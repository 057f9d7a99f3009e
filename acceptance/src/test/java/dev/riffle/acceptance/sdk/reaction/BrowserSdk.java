package dev.riffle.acceptance.sdk.reaction;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.riffle.acceptance.sdk.Chromium;
import dev.riffle.acceptance.sdk.NodePrograms;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The SDKs of browsers, on pages that tell numbered events; all with their own retries. */
enum BrowserSdk {
  AMPLITUDE_BROWSER("amplitude-browser"),
  AMPLITUDE_JS("amplitude-js"),
  SEGMENT("segment"),
  SEGMENT_BATCHING("segment"),
  RUDDER("rudder"),
  POSTHOG("posthog"),
  MIXPANEL("mixpanel");

  static final int WAVES = 2;
  static final int WAVE = 6;

  /** Longer than the longest pause between two tries: Amplitude's of 30 s. */
  private static final Duration QUIET = Duration.ofSeconds(34);

  private static final Duration TIMEOUT = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String driver;

  BrowserSdk(String driver) {
    this.driver = driver;
  }

  /** What it sends has no text that is too long: such an event is stored like the others. */
  boolean cutsLongTexts() {
    return this == AMPLITUDE_JS || this == MIXPANEL;
  }

  /** Where a page sends, and with which key. */
  record Target(URI url, String key) {}

  /**
   * Opens all pages at the same time, and returns when none sends any more.
   *
   * @param longTextOf the number of the one event with a text that is too long; 0 for none
   */
  static void visit(NodePrograms programs, Map<BrowserSdk, Target> targets, int longTextOf)
      throws IOException, InterruptedException {
    ArrayNode pages = JSON.createArrayNode();
    targets.forEach((sdk, target) ->
        pages
            .addObject()
            .put("name", sdk.name())
            .put("sdk", sdk.driver)
            .put("part", "burst")
            .put("batching", sdk.name().toLowerCase(Locale.ROOT).endsWith("batching"))
            .put("url", target.url().toString())
            .put("key", target.key())
            .put("waves", WAVES)
            .put("wave", WAVE)
            .put("long", longTextOf)
            .put("quietMs", QUIET.toMillis()));
    var result =
        programs.drive(TIMEOUT, "browse.mjs", Chromium.program().toString(), pages.toString());
    for (BrowserSdk sdk : targets.keySet()) {
      if (result.path(sdk.name()).has("refused")) {
        throw new IllegalStateException(sdk + ": " + result.path(sdk.name()));
      }
    }
  }
}
