package dev.riffle.local.deadletter;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Bytes as {@code hexdump -C} shows them. */
final class HexDump {
  private static final int LINE_BYTES = 16;
  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

  private HexDump() {}

  /** Lines of the first bytes, and one that says how many are left out. */
  static List<String> lines(byte[] bytes, int bytesMax) {
    List<String> lines = new ArrayList<>();
    int shown = Math.min(bytes.length, bytesMax);
    for (int start = 0; start < shown; start += LINE_BYTES) {
      lines.add(line(bytes, start, Math.min(start + LINE_BYTES, shown)));
    }
    if (shown < bytes.length) {
      lines.add("... %,d more bytes; --raw FILE writes them all".formatted(bytes.length - shown));
    }
    return lines;
  }

  private static String line(byte[] bytes, int start, int end) {
    StringBuilder text = new StringBuilder();
    for (int i = start; i < end; i++) {
      text.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
    }
    return String.format(
        Locale.ROOT, "%08x  %-47s  |%s|", start, SPACED.formatHex(bytes, start, end), text);
  }
}
