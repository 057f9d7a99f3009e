package dev.riffle.ingest.collect.live;

import java.util.List;

/**
 * The text of a stream, as the HTML standard has it ("Server-sent events"). JSON has no line breaks
 * of its own, so each event is one line of data. Pure.
 */
public final class ServerSentEvents {
  /** Begins a stream: at once, so that a client sees it is open; come back soon when it breaks. */
  public static final String OPENING = "retry: 2000\n: what arrives from now on\n\n";

  private ServerSentEvents() {}

  /** Those that the filter admits, and all gaps; empty when there are none. */
  public static String of(List<LiveView.Item> items, LiveFilter filter) {
    StringBuilder text = new StringBuilder();
    for (LiveView.Item item : items) {
      switch (item) {
        case LiveView.Item.Event(String id, LiveEvent event) -> {
          if (filter.admits(event)) {
            append(text, id, event.outcome().word(), LiveJson.of(event));
          }
        }
        case LiveView.Item.Gap(String id, var leftOut) ->
            append(text, id, "gap", LiveJson.ofGap(leftOut));
      }
    }
    return text.toString();
  }

  /** Shows that the stream lives, and moves the client's place past what it was not shown. */
  public static String heartbeat(String position) {
    return ": still here\nid: " + position + "\n\n";
  }

  private static void append(StringBuilder text, String id, String event, String data) {
    text.append("id: ").append(id);
    text.append("\nevent: ").append(event);
    text.append("\ndata: ").append(data).append("\n\n");
  }
}
