package dev.riffle.acceptance.sdk.reaction;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.riffle.acceptance.sdk.Chromium;
import dev.riffle.acceptance.sdk.NodePrograms;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

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

  /** Of the first wave. */
  static final int ODD = 3;

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

  /**
   * A page of a browser.
   *
   * @param name its own among those that are opened together
   * @param url where it sends
   * @param oddity of the event {@link #ODD}
   */
  record Page(String name, BrowserSdk sdk, URI url, String key, Oddity oddity) {}

  /** Opens all pages at the same time, and returns when none sends any more. */
  static void visit(NodePrograms programs, List<Page> pages)
      throws IOException, InterruptedException {
    ArrayNode settings = JSON.createArrayNode();
    pages.forEach(page ->
        settings
            .addObject()
            .put("name", page.name())
            .put("sdk", page.sdk().driver)
            .put("part", "burst")
            .put("batching", page.sdk().name().toLowerCase(Locale.ROOT).endsWith("batching"))
            .put("url", page.url().toString())
            .put("key", page.key())
            .put("waves", WAVES)
            .put("wave", WAVE)
            .put("odd", ODD)
            .put("texts", page.oddity().texts())
            .put("textLength", page.oddity().textLength())
            .put("quietMs", QUIET.toMillis()));
    var result =
        programs.drive(TIMEOUT, "browse.mjs", Chromium.program().toString(), settings.toString());
    for (Page page : pages) {
      if (result.path(page.name()).has("refused")) {
        throw new IllegalStateException(page.name() + ": " + result.path(page.name()));
      }
    }
  }
}
