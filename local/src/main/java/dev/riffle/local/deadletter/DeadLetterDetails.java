package dev.riffle.local.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTopic;
import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.local.Printable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything about one dead letter, for a terminal. */
public final class DeadLetterDetails {
  private static final int DUMP_BYTES_MAX = 4096;
  private static final String NONE = "(none)";
  private static final JsonFactory JSON = new JsonFactory();

  private DeadLetterDetails() {}

  public static List<String> lines(DeadLetter letter) {
    List<String> lines = new ArrayList<>();
    lines.add("id         " + letter.id().text());
    lines.add("reason     " + letter.reasonText());
    lines.add("kept at    " + letter.keptAt());
    lines.add(
        "read from  partition %d, offset %d"
            .formatted(letter.id().partition(), letter.id().offset()));
    lines.add("key        " + (letter.key().length == 0 ? NONE : Printable.bytes(letter.key())));
    lines.add(
        "version    " + (letter.version().length == 0 ? NONE : Printable.bytes(letter.version())));
    Optional<EventRecord> event = DeadLetterSummary.event(letter);
    lines.add("value      %,d bytes%s".formatted(letter.value().length, how(letter, event)));
    if (event.isPresent()) {
      lines.add("");
      json(event.get()).lines().forEach(line -> lines.add(Printable.line(line)));
    } else if (letter.value().length > 0) {
      lines.add("");
      lines.addAll(HexDump.lines(letter.value(), DUMP_BYTES_MAX));
    }
    return lines;
  }

  private static String how(DeadLetter letter, Optional<EventRecord> event) {
    if (event.isEmpty()) {
      return letter.value().length == 0 ? "" : ", no event";
    }
    return EventTopic.isReadable(letter.version()) ? "" : ", which are an event of version 1";
  }

  private static String json(EventRecord event) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      EventJson.write(event, json);
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes everything", e);
    }
    return text.toString();
  }
}
