package dev.riffle.ingest.collect.protocol;

import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form or a query: {@code name=value&name=value}, percent-encoded. Of a name that
 * is repeated the last value counts. Values stay bytes; whether they are UTF-8 is for the reader of
 * the JSON in them to say. Immutable.
 */
public final class FormFields {
  private static final int FIELDS_MAX = 100;
  private static final FormFields NONE = new FormFields(Map.of());

  private final Map<String, byte[]> fields;

  private FormFields(Map<String, byte[]> fields) {
    this.fields = fields;
  }

  /**
   * Reads a form, or a query as bytes.
   *
   * @throws RefusedRequestException when a % is not followed by two hex digits, or there are more
   *     fields than any library sends
   */
  public static FormFields read(byte[] form) throws RefusedRequestException {
    if (form.length == 0) {
      return NONE;
    }
    Map<String, byte[]> fields = new HashMap<>();
    int start = 0;
    while (start < form.length) {
      int end = indexOf(form, '&', start, form.length);
      int equals = indexOf(form, '=', start, end);
      if (equals > start && equals < end) {
        String name = new String(decoded(form, start, equals), StandardCharsets.UTF_8);
        fields.put(name, decoded(form, equals + 1, end));
        if (fields.size() > FIELDS_MAX) {
          throw new RefusedRequestException(
              Problem.INVALID_REQUEST, "", "a form has at most " + FIELDS_MAX + " fields");
        }
      }
      start = end + 1;
    }
    return new FormFields(fields);
  }

  /** As {@link #read(byte[])}, of what follows the question mark of a URL. */
  public static FormFields ofQuery(String query) throws RefusedRequestException {
    return query.isEmpty() ? NONE : read(query.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * True for a body that can be no form, as its first visible character begins a JSON text. Content
   * types do not say it: JSON comes as text and as a form too.
   */
  public static boolean isJson(byte[] body) {
    for (byte b : body) {
      if (b > ' ' || b < 0) {
        return b == '{' || b == '[';
      }
    }
    return false;
  }

  /** A short text, such as a key; null when the field is absent. */
  public @Nullable String text(String field) {
    byte[] value = fields.get(field);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  /** JSON, sent as it is or as base64; null when the field is absent. */
  public byte @Nullable [] json(String field) throws RefusedRequestException {
    byte[] value = fields.get(field);
    return value == null || isJson(value) ? value : base64(value, field);
  }

  /**
   * Base64 as libraries write it: in either alphabet, padded or not, and with spaces where a + was
   * sent without its percent-encoding.
   */
  private static byte[] base64(byte[] value, String field) throws RefusedRequestException {
    try {
      // the usual: one pass instead of three
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      return unusualBase64(value, field);
    }
  }

  private static byte[] unusualBase64(byte[] value, String field) throws RefusedRequestException {
    try {
      return Base64.getDecoder().decode(standard(value));
    } catch (IllegalArgumentException e) {
      throw new RefusedRequestException(
          Problem.INVALID_ENCODING, field, field + " must be JSON, or base64 of JSON");
    }
  }

  private static byte[] standard(byte[] value) {
    byte[] standard = value.clone();
    for (int i = 0; i < standard.length; i++) {
      standard[i] =
          switch (standard[i]) {
            case ' ', '-' -> '+';
            case '_' -> '/';
            default -> standard[i];
          };
    }
    return standard;
  }

  private static byte[] decoded(byte[] form, int from, int to) throws RefusedRequestException {
    byte[] decoded = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte b = form[i];
      if (b == '%') {
        int high = i + 2 < to ? Character.digit(form[i + 1], 16) : -1;
        int low = i + 2 < to ? Character.digit(form[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw new RefusedRequestException(
              Problem.INVALID_ENCODING, "", "the form has a % that two hex digits do not follow");
        }
        decoded[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        decoded[length++] = b == '+' ? (byte) ' ' : b;
      }
    }
    return length == decoded.length ? decoded : Arrays.copyOf(decoded, length);
  }

  /** Where the byte first is, or the end. */
  private static int indexOf(byte[] bytes, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return to;
  }
}
