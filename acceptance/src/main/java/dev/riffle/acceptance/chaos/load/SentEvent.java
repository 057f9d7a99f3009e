package dev.riffle.acceptance.chaos.load;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;

/**
 * One event as a client means it, in the form of either vendor, and as it must be found in the
 * table.
 *
 * @param number tells the event from all others of the run, 1 or more; stored as a property
 * @param messageId empty for none
 * @param sender user id, or the anonymous id when {@code anonymous}
 * @param identify an identify that sets the plan, instead of a track
 * @param name of a track
 * @param claimedAt the client's time, whole milliseconds
 * @param farAhead the time is so far ahead that it is clamped
 * @param amount a number with at most two binary places, so that every printer prints it alike
 * @param note any text
 */
public record SentEvent(
    long number,
    String messageId,
    String sender,
    boolean anonymous,
    boolean identify,
    String name,
    Instant claimedAt,
    boolean farAhead,
    double amount,
    String note) {

  /** Stands between the fields of the content, and in none of them. */
  private static final char SEPARATOR = '\u001e';

  private static final JsonStringEncoder QUOTED = JsonStringEncoder.getInstance();
  private static final int CHECKSUM_BYTES = 8;

  /** Appends a message of Segment's batch. */
  void appendSegment(StringBuilder json) {
    json.append("{\"type\":\"").append(identify ? "identify" : "track");
    if (!identify) {
      json.append("\",\"event\":\"").append(name);
    }
    json.append(anonymous ? "\",\"anonymousId\":\"" : "\",\"userId\":\"").append(sender);
    if (!messageId.isEmpty()) {
      json.append("\",\"messageId\":\"").append(messageId);
    }
    json.append("\",\"timestamp\":\"").append(claimedAt).append("\",");
    json.append(identify ? "\"traits\":" : "\"properties\":");
    appendProperties(json);
    json.append('}');
  }

  /** Appends an event of Amplitude's batch. */
  void appendAmplitude(StringBuilder json) {
    json.append("{\"event_type\":\"").append(identify ? "$identify" : name);
    json.append(anonymous ? "\",\"device_id\":\"" : "\",\"user_id\":\"").append(sender);
    if (!messageId.isEmpty()) {
      json.append("\",\"insert_id\":\"").append(messageId);
    }
    json.append("\",\"time\":").append(claimedAt.toEpochMilli());
    if (identify) {
      json.append(",\"user_properties\":{\"$set\":");
      appendProperties(json);
      json.append("}}");
    } else {
      json.append(",\"event_properties\":");
      appendProperties(json);
      json.append('}');
    }
  }

  private void appendProperties(StringBuilder json) {
    json.append("{\"seq\":").append(number).append(",\"amount\":").append(decimal());
    json.append(",\"note\":\"");
    QUOTED.quoteAsString(note, json);
    json.append("\",\"even\":").append(isEven());
    if (identify) {
      json.append(",\"plan\":\"").append(plan());
    } else {
      json.append(",\"tags\":[\"t").append(number % 7).append("\",").append(number % 5);
      json.append("],\"device\":\"").append(device());
    }
    json.append("\"}");
  }

  /**
   * What a row of the table must say of this event. Built field by field as {@code StoredRows} lets
   * the engine build it from the columns.
   */
  String content() {
    StringBuilder content = new StringBuilder(256);
    String prefix = identify ? "$set." : "";
    content.append(identify ? "identify" : "track").append(SEPARATOR);
    content.append(identify ? "" : name).append(SEPARATOR);
    content.append(anonymous ? "device" : "user").append(SEPARATOR);
    content.append(sender).append(SEPARATOR);
    content.append(messageId).append(SEPARATOR);
    content.append(claimedAt.toEpochMilli()).append(SEPARATOR);
    content.append(farAhead ? "clamped" : claimedAt.toEpochMilli()).append(SEPARATOR);
    if (!identify) {
      append(content, "device", PropertyValue.of(device()));
    }
    append(content, prefix + "even", new PropertyValue.Flag(isEven()));
    append(content, prefix + "note", PropertyValue.of(note));
    if (identify) {
      append(content, prefix + "plan", PropertyValue.of(plan()));
    } else {
      append(
          content,
          "tags",
          new PropertyValue.ListJson("[\"t" + number % 7 + "\"," + number % 5 + "]"));
    }
    content.append(SEPARATOR);
    content.append(prefix).append("amount=").append(decimal()).append(SEPARATOR);
    content.append(prefix).append("seq=").append(number).append(SEPARATOR);
    return content.toString();
  }

  /** The first eight bytes of the SHA-256 of {@link #content}, the least significant first. */
  public long checksum() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content().getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash, 0, CHECKSUM_BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The plan that an identify sets. */
  public String plan() {
    return "plan-" + number % 11;
  }

  private static void append(StringBuilder content, String name, PropertyValue value) {
    content.append(name).append('=').append(StoredValue.encode(value)).append(SEPARATOR);
  }

  private boolean isEven() {
    return number % 2 == 0;
  }

  private String device() {
    return number % 3 == 0 ? "phone" : "desktop";
  }

  private String decimal() {
    return amount == Math.rint(amount)
        ? Long.toString((long) amount)
        : String.format(Locale.ROOT, "%s", amount);
  }
}
