package dev.riffle.local;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What senders wrote, made harmless for a terminal, which obeys control characters. */
public final class Printable {
  private static final int REPLACEMENT = 0xFFFD;
  private static final String HEX_PREFIX = "0x";

  private Printable() {}

  /** The text with its control, format and unassigned characters replaced, line ends too. */
  public static String line(String text) {
    return text.codePoints()
        .map(character -> isHarmless(character) ? character : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** As much of the line as fits. */
  public static String line(String text, int charactersMax) {
    String line = line(text);
    if (line.codePointCount(0, line.length()) <= charactersMax) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, charactersMax - 1)) + "…";
  }

  /** The bytes as text when they are harmless UTF-8, else as hexadecimal digits. */
  public static String bytes(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.codePoints().allMatch(Printable::isHarmless)) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // no text: as digits
    }
    return HEX_PREFIX + HexFormat.of().formatHex(bytes);
  }

  private static boolean isHarmless(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
