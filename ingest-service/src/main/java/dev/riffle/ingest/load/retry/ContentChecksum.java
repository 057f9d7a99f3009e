package dev.riffle.ingest.load.retry;

import dev.riffle.event.EventRecord;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A checksum of what the sender sent under a message id: kind, name, properties, operations and the
 * claimed time; not ids, and not what we added, such as the time of receipt. Two different ones
 * under the same message id show that the sender uses its ids twice.
 */
public final class ContentChecksum {
  /** Stands for "nobody has computed it". */
  public static final int UNKNOWN = 0;

  private static final int BUFFER_BYTES = 512;

  private final CRC32C checksum = new CRC32C();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  private ContentChecksum() {}

  /** CRC32C, never {@link #UNKNOWN}. */
  public static int of(EventRecord event) {
    ContentChecksum content = new ContentChecksum();
    content.add(event);
    int value = content.value();
    return value == UNKNOWN ? ~UNKNOWN : value;
  }

  private void add(EventRecord event) {
    addText(event.kind().name());
    addText(event.name());
    addLong(claimedMillis(event));
    for (Map.Entry<String, PropertyValue> property : event.properties().entrySet()) {
      addText(property.getKey());
      addValue(property.getValue());
    }
    for (PropertyOperation operation : event.userOperations()) {
      addText(operation.kind().name());
      addText(operation.name());
      addValue(operation.value());
    }
  }

  /** A sender that claims no time is given the time of receipt, which differs in each retry. */
  private static long claimedMillis(EventRecord event) {
    Instant claimedAt = event.time().claimedAt();
    return claimedAt.equals(event.time().receivedAt()) ? 0 : claimedAt.toEpochMilli();
  }

  private void addValue(PropertyValue value) {
    switch (value) {
      case PropertyValue.Text(String text) -> addText(1, text);
      case PropertyValue.Numeric(double number) -> {
        addByte(2);
        addLong(Double.doubleToLongBits(number));
      }
      case PropertyValue.ExactNumber(String decimal) -> addText(3, decimal);
      case PropertyValue.Flag(boolean on) -> addByte(on ? 4 : 5);
      case PropertyValue.ListJson(String json) -> addText(6, json);
      case PropertyValue.Null() -> addByte(7);
    }
  }

  private void addText(int tag, String text) {
    addByte(tag);
    addText(text);
  }

  private void addText(String text) {
    int length = text.length();
    room(Integer.BYTES);
    buffer.putInt(length);
    int at = 0;
    while (at < length) {
      room(Character.BYTES);
      int end = Math.min(length, at + buffer.remaining() / Character.BYTES);
      for (; at < end; at++) {
        buffer.putChar(text.charAt(at));
      }
    }
  }

  private void addByte(int value) {
    room(1);
    buffer.put((byte) value);
  }

  private void addLong(long value) {
    room(Long.BYTES);
    buffer.putLong(value);
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) {
      checksum.update(buffer.flip());
      buffer.clear();
    }
  }

  private int value() {
    checksum.update(buffer.flip());
    return (int) checksum.getValue();
  }
}
