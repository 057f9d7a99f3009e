package dev.riffle.event;

import com.google.protobuf.CodedOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Writes an event record as {@code event_record.proto}, in one pass: the very bytes that the
 * generated classes give. A message's length is written when its end is known; it mostly is one
 * byte, and else what follows moves. One record, one thread.
 */
final class EventEncoder {
  private static final VarHandle BIG_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int INITIAL_BYTES = 768;
  private static final int VARINT_BYTES_MAX = 10;
  private static final int INGEST_ID_BYTES = 16;

  private byte[] buffer = new byte[INITIAL_BYTES];
  private int size;

  private EventEncoder() {}

  static byte[] encode(EventRecord event) {
    EventEncoder encoder = new EventEncoder();
    encoder.write(event);
    return Arrays.copyOf(encoder.buffer, encoder.size);
  }

  private void write(EventRecord event) {
    writeIngestId(event.ingestId());
    writeNumber(Wire.PROJECT, event.project().number());
    writeNumber(Wire.KIND, Wire.number(event.kind()));
    writeText(Wire.NAME, event.name());
    writeText(Wire.USER_ID, event.identity().userId());
    writeText(Wire.DEVICE_ID, event.identity().deviceId());
    writeText(Wire.MESSAGE_ID, event.messageId());
    writeTime(Wire.OCCURRED_AT, event.time().occurredAt().toEpochMilli());
    writeTime(Wire.CLAIMED_AT, event.time().claimedAt().toEpochMilli());
    writeTime(Wire.RECEIVED_AT, event.time().receivedAt().toEpochMilli());
    writeNumber(Wire.CLAMPED, event.time().clamped() ? 1 : 0);
    writeText(Wire.SESSION_ID, event.sessionId());
    writeText(Wire.TARGET_ID, event.targetId());
    writeText(Wire.LIBRARY, event.library());
    event.properties().forEach(this::writeProperty);
    for (PropertyOperation operation : event.userOperations()) {
      int message = beginMessage(Wire.OPERATION);
      writeNumber(Wire.OPERATION_KIND, operation.kind().code());
      writeText(Wire.OPERATION_NAME, operation.name());
      writeValue(Wire.OPERATION_VALUE, operation.value());
      endMessage(message);
    }
  }

  private void writeIngestId(UUID id) {
    writeTag(Wire.INGEST_ID);
    writeVarint(INGEST_ID_BYTES);
    reserve(INGEST_ID_BYTES);
    BIG_LONG.set(buffer, size, id.getMostSignificantBits());
    BIG_LONG.set(buffer, size + Long.BYTES, id.getLeastSignificantBits());
    size += INGEST_ID_BYTES;
  }

  private void writeProperty(String name, PropertyValue value) {
    int message = beginMessage(Wire.PROPERTY);
    writeText(Wire.PROPERTY_NAME, name);
    writeValue(Wire.PROPERTY_VALUE, value);
    endMessage(message);
  }

  private void writeValue(int tag, PropertyValue value) {
    int message = beginMessage(tag);
    switch (value) {
      case PropertyValue.Text(String text) -> writeAlways(Wire.TEXT, text);
      case PropertyValue.Numeric(double number) -> {
        writeTag(Wire.NUMBER);
        reserve(Long.BYTES);
        LITTLE_LONG.set(buffer, size, Double.doubleToRawLongBits(number));
        size += Long.BYTES;
      }
      case PropertyValue.ExactNumber(String decimal) -> writeAlways(Wire.EXACT_NUMBER, decimal);
      case PropertyValue.Flag(boolean on) -> {
        writeTag(Wire.FLAG);
        writeVarint(on ? 1 : 0);
      }
      case PropertyValue.ListJson(String json) -> writeAlways(Wire.LIST_JSON, json);
      case PropertyValue.Null() -> {
        writeTag(Wire.NULL);
        writeVarint(1);
      }
    }
    endMessage(message);
  }

  // outside of a oneof a value that is the default is not written

  private void writeNumber(int tag, int number) {
    if (number != 0) {
      writeTag(tag);
      writeVarint(number);
    }
  }

  private void writeTime(int tag, long millis) {
    if (millis != 0) {
      writeTag(tag);
      writeVarint(CodedOutputStream.encodeZigZag64(millis));
    }
  }

  private void writeText(int tag, String text) {
    if (!text.isEmpty()) {
      writeAlways(tag, text);
    }
  }

  private void writeAlways(int tag, String text) {
    writeTag(tag);
    int length = text.length();
    reserve(length + VARINT_BYTES_MAX);
    int start = size;
    writeVarint(length);
    int at = size;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c > 0x7F) {
        size = start;
        writeEncoded(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      buffer[at++] = (byte) c;
    }
    size = at;
  }

  private void writeEncoded(byte[] utf8) {
    writeVarint(utf8.length);
    reserve(utf8.length);
    System.arraycopy(utf8, 0, buffer, size, utf8.length);
    size += utf8.length;
  }

  private void writeTag(int tag) {
    writeVarint(tag);
  }

  private void writeVarint(long value) {
    reserve(VARINT_BYTES_MAX);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  /** Returns where the message begins, after the one byte that is left for its length. */
  private int beginMessage(int tag) {
    writeTag(tag);
    reserve(1);
    return ++size;
  }

  private void endMessage(int start) {
    int length = size - start;
    if (length < 0x80) {
      buffer[start - 1] = (byte) length;
      return;
    }
    int more = CodedOutputStream.computeUInt32SizeNoTag(length) - 1;
    reserve(more);
    System.arraycopy(buffer, start, buffer, start + more, length);
    size = start - 1;
    writeVarint(length);
    size += length;
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
