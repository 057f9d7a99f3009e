package dev.riffle.ingest.collect.canonical;

import java.text.Normalizer;

/** Texts that every part behind the edge can hold. Pure and thread-safe. */
public final class CanonicalText {
  private static final char REPLACEMENT = '\uFFFD';

  /** Below it no character is changed by NFC. */
  private static final char FIRST_COMBINING = '\u0300';

  private CanonicalText() {}

  /** The text with NUL and lone surrogates replaced by U+FFFD; else unchanged, not normalised. */
  public static String value(String sent) {
    for (int i = 0; i < sent.length(); i++) {
      // one comparison for both ends: 0 becomes the greatest character
      if ((char) (sent.charAt(i) - 1) >= Character.MIN_SURROGATE - 1) {
        if (!isValid(sent, i)) {
          return repaired(sent, i);
        }
        i += Character.charCount(sent.codePointAt(i)) - 1;
      }
    }
    return sent;
  }

  /** A name: as {@link #value}, and normalised to NFC. */
  public static String name(String sent) {
    for (int i = 0; i < sent.length(); i++) {
      char c = sent.charAt(i);
      if (c == 0 || c >= FIRST_COMBINING) {
        return Normalizer.normalize(value(sent), Normalizer.Form.NFC);
      }
    }
    return sent;
  }

  private static String repaired(String sent, int from) {
    StringBuilder text = new StringBuilder(sent.length()).append(sent, 0, from);
    for (int i = from; i < sent.length(); i++) {
      char c = sent.charAt(i);
      if (isPair(sent, i)) {
        text.append(c).append(sent.charAt(++i));
      } else {
        text.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    return text.toString();
  }

  private static boolean isValid(String text, int i) {
    char c = text.charAt(i);
    return c != 0 && (!Character.isSurrogate(c) || isPair(text, i));
  }

  private static boolean isPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }
}
