package dev.riffle.ingest.collect.protocol;

/**
 * Makes {@code \}{@code ufffd} of the escapes in a JSON text that stand for half a character. In
 * texts they could be replaced later; in names the parser refuses them, and with them the whole
 * request. Pure.
 */
final class LoneSurrogates {
  private static final int ESCAPE_BYTES = 6;
  private static final byte[] REPLACEMENT = {'\\', 'u', 'f', 'f', 'f', 'd'};
  private static final int NO_SURROGATE = -1;

  private LoneSurrogates() {}

  /** The same bytes when there is nothing to replace, else a copy of the same length. */
  static byte[] replaced(byte[] json) {
    byte[] replaced = null;
    for (int i = 0; i + 1 < json.length; i++) {
      if (json[i] != '\\') {
        continue;
      }
      int unit = surrogate(json, i);
      if (unit == NO_SURROGATE) {
        i++;
      } else if (isHigh(unit) && isLow(surrogate(json, i + ESCAPE_BYTES))) {
        i += 2 * ESCAPE_BYTES - 1;
      } else {
        replaced = replaced == null ? json.clone() : replaced;
        System.arraycopy(REPLACEMENT, 0, replaced, i, ESCAPE_BYTES);
        i += ESCAPE_BYTES - 1;
      }
    }
    return replaced == null ? json : replaced;
  }

  /** The UTF-16 unit that is escaped there, if it is half a character. */
  private static int surrogate(byte[] json, int at) {
    if (at + ESCAPE_BYTES > json.length || json[at] != '\\' || json[at + 1] != 'u') {
      return NO_SURROGATE;
    }
    int unit = 0;
    for (int i = at + 2; i < at + ESCAPE_BYTES; i++) {
      int digit = Character.digit(json[i], 16);
      if (digit < 0) {
        return NO_SURROGATE;
      }
      unit = unit << 4 | digit;
    }
    return Character.isSurrogate((char) unit) ? unit : NO_SURROGATE;
  }

  private static boolean isHigh(int unit) {
    return unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE;
  }

  private static boolean isLow(int unit) {
    return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
  }
}
