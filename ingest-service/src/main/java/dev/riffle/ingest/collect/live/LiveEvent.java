package dev.riffle.ingest.collect.live;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One event as a developer wants to see it: what it was taken for, and what became of it. Texts are
 * cut, and only the first properties are kept, so that a ring has a bounded size. Absent texts are
 * empty.
 *
 * @param index of the event in its request, from 0
 * @param event name; empty when it could not be read
 * @param rejection why it was not accepted; empty when it was
 */
public record LiveEvent(
    Instant receivedAt, String vendor, int index, Summary event, Optional<Rejected> rejection) {

  /**
   * What was read of an event.
   *
   * @param kind empty when not even that could be read
   * @param time when it happened: of an accepted event corrected for the client's clock, else as
   *     claimed
   * @param properties the first ones, of the kind's own properties
   * @param propertyCount all of them
   */
  public record Summary(
      Optional<EventKind> kind,
      String name,
      Optional<Instant> time,
      String userId,
      String deviceId,
      String messageId,
      Map<String, PropertyValue> properties,
      int propertyCount) {
    /** Of an event that could not be read. */
    static final Summary UNREADABLE =
        new Summary(Optional.empty(), "", Optional.empty(), "", "", "", Map.of(), 0);

    public Summary {
      name = Shortened.text(name, Shortened.NAME_CHARACTERS);
      userId = Shortened.text(userId, Shortened.ID_CHARACTERS);
      deviceId = Shortened.text(deviceId, Shortened.ID_CHARACTERS);
      messageId = Shortened.text(messageId, Shortened.ID_CHARACTERS);
      properties = Shortened.properties(properties);
    }
  }

  /**
   * Why an event was refused.
   *
   * @param code of the event's own fault, such as {@code placeholder_id}, or of its request's, such
   *     as {@code ingest-rate-limited}
   * @param field at fault, by the vendor's name for it; empty when there is none
   * @param reason one sentence, without any value that was sent
   */
  public record Rejected(String code, String field, String reason) {}

  public LiveOutcome outcome() {
    return rejection.isPresent() ? LiveOutcome.REJECTED : LiveOutcome.ACCEPTED;
  }

  /** Cuts what would not fit. */
  private static final class Shortened {
    static final int NAME_CHARACTERS = 200;
    static final int ID_CHARACTERS = 256;
    private static final int PROPERTIES = 10;
    private static final int VALUE_CHARACTERS = 100;
    private static final String CUT = "…";

    static String text(String text, int max) {
      if (text.length() <= max) {
        return text;
      }
      int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
      return text.substring(0, end) + CUT;
    }

    static Map<String, PropertyValue> properties(Map<String, PropertyValue> all) {
      Map<String, PropertyValue> first = new LinkedHashMap<>();
      for (Map.Entry<String, PropertyValue> property : all.entrySet()) {
        if (first.size() == PROPERTIES) {
          break;
        }
        first.put(text(property.getKey(), NAME_CHARACTERS), value(property.getValue()));
      }
      return Collections.unmodifiableMap(first);
    }

    private static PropertyValue value(PropertyValue value) {
      return switch (value) {
        case PropertyValue.Text(String text) -> PropertyValue.of(text(text, VALUE_CHARACTERS));
        case PropertyValue.ListJson(String json) when json.length() > VALUE_CHARACTERS ->
            PropertyValue.of(text(json, VALUE_CHARACTERS));
        case PropertyValue.ExactNumber(String decimal) when decimal.length() > VALUE_CHARACTERS ->
            PropertyValue.of(text(decimal, VALUE_CHARACTERS));
        case PropertyValue.ListJson _,
            PropertyValue.ExactNumber _,
            PropertyValue.Numeric _,
            PropertyValue.Flag _,
            PropertyValue.Null _ ->
            value;
      };
    }
  }
}
