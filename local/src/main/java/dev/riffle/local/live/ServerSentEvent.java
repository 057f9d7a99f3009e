package dev.riffle.local.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/**
 * One event of a stream, as the HTML standard has it ("Server-sent events").
 *
 * @param id where to go on after it; empty when it gave none
 * @param data its lines, joined
 */
record ServerSentEvent(String id, String name, String data) {

  /**
   * The next one, also one without data, which only moves the place; empty at the end of the
   * stream. Blocks.
   */
  static Optional<ServerSentEvent> read(BufferedReader stream) throws IOException {
    String id = "";
    String name = "";
    StringBuilder data = new StringBuilder();
    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
      if (line.isEmpty()) {
        if (!id.isEmpty() || !data.isEmpty()) {
          return Optional.of(new ServerSentEvent(id, name, data.toString()));
        }
        name = "";
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "id" -> id = value;
        case "event" -> name = value;
        case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
        default -> {
          // a comment, or what we do not use
        }
      }
    }
    return Optional.empty();
  }
}
