package dev.riffle.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts that occur in record after record: names of events and properties, libraries. The same
 * bytes give the same String, which is made, hashed and compared character by character only once.
 *
 * <p>Safe for use by many threads without a lock: entries are immutable, and one that another
 * thread has just replaced is only made again. Bounded: two megabytes at most.
 */
final class SharedTexts {
  /** Longer ones are seldom the same again. */
  static final int BYTES_MAX = 64;

  private static final int SLOTS = 1 << 13;

  /** The upper bits of a product are the well mixed ones. */
  private static final int SLOT_SHIFT = Long.SIZE - 13;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private final @Nullable Entry[] entries = new @Nullable Entry[SLOTS];

  @SuppressWarnings("ArrayRecordComponent") // written once, compared with a part of another array
  private record Entry(byte[] utf8, String text) {}

  /** The text of a part of an array; null when it is not UTF-8. */
  @Nullable String text(byte[] bytes, int from, int length) {
    if (length == 0) {
      return "";
    }
    if (length > BYTES_MAX) {
      return decode(bytes, from, length);
    }
    int slot = slot(bytes, from, length);
    Entry entry = entries[slot];
    if (entry != null
        && Arrays.equals(entry.utf8, 0, entry.utf8.length, bytes, from, from + length)) {
      return entry.text;
    }
    String text = decode(bytes, from, length);
    if (text != null) {
      entries[slot] = new Entry(Arrays.copyOfRange(bytes, from, from + length), text);
    }
    return text;
  }

  /** A text that is not shared; null when it is not UTF-8. */
  static @Nullable String decode(byte[] bytes, int from, int length) {
    if (isAscii(bytes, from, length)) {
      return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    // what is malformed has become this character, which may as well have been sent
    boolean suspicious = text.indexOf('\uFFFD') >= 0;
    return suspicious && !isEncoded(text, bytes, from, length) ? null : text;
  }

  private static boolean isEncoded(String text, byte[] bytes, int from, int length) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(encoded, 0, encoded.length, bytes, from, from + length);
  }

  private static boolean isAscii(byte[] bytes, int from, int length) {
    int i = from;
    int end = from + length;
    long bits = 0;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      bits |= (long) LONG.get(bytes, i);
    }
    for (; i < end; i++) {
      bits |= bytes[i];
    }
    return (bits & NOT_ASCII) == 0;
  }

  /** First and last eight bytes and the length: names differ there. */
  private static int slot(byte[] bytes, int from, int length) {
    long hash;
    if (length >= Long.BYTES) {
      hash = (long) LONG.get(bytes, from) * MIX + (long) LONG.get(bytes, from + length - 8);
    } else if (length >= Integer.BYTES) {
      hash = ((long) (int) INT.get(bytes, from) << 32) + (int) INT.get(bytes, from + length - 4);
    } else {
      hash = (bytes[from] * 31L + bytes[from + length / 2]) * 31L + bytes[from + length - 1];
    }
    hash = (hash + length) * MIX;
    return (int) (((hash ^ (hash >>> 32)) * MIX) >>> SLOT_SHIFT);
  }
}
