package dev.riffle.ingest.collect.http;

import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the compression of a body. The bytes decide, not the headers, which lie: some libraries
 * send gzip without saying so. Allocates at most one and a half times the limit and twice the body,
 * whatever the body becomes. Pure.
 */
final class ContentDecoder {
  private static final int PASSING_BYTES = 16 << 10;
  private static final int TRAILER_BYTES = 8;
  private static final int MEMBER_BYTES_MIN = 18;

  /** Deflate makes at most so much of one byte. */
  private static final int DEFLATE_RATIO_MAX = 1032;

  private final int inflatedBytesMax;

  ContentDecoder(int inflatedBytesMax) {
    this.inflatedBytesMax = inflatedBytesMax;
  }

  /**
   * @param encoding the header Content-Encoding
   * @throws RefusedRequestException when the encoding is another than gzip, the gzip is broken or
   *     nested, or the body grows beyond the limit; it is then not inflated any further
   */
  byte[] decode(byte[] body, @Nullable String encoding) throws RefusedRequestException {
    return Objects.requireNonNull(decode(body, encoding, inflatedBytesMax));
  }

  /**
   * The same within the bytes that are reserved for it.
   *
   * @param reserved bytes that it may become
   * @return null when gzip becomes more, which is then not kept
   */
  byte @Nullable [] decode(byte[] body, @Nullable String encoding, long reserved)
      throws RefusedRequestException {
    checkEncoding(encoding);
    if (!isGzip(body)) {
      return body;
    }
    byte[] inflated = inflate(body, reserved);
    if (inflated != null && isGzip(inflated)) {
      throw new RefusedRequestException(
          Problem.UNSUPPORTED_ENCODING, "", "the body is compressed twice");
    }
    return inflated;
  }

  static boolean isGzip(byte[] body) {
    return body.length > 2 && body[0] == (byte) 0x1f && body[1] == (byte) 0x8b;
  }

  /**
   * Into an array of the announced size, when that is true and moderate; else the size is found out
   * first, and only then is there an array for it.
   */
  private byte @Nullable [] inflate(byte[] body, long reserved) throws RefusedRequestException {
    int announced = announcedBytes(body);
    byte[] inflated = new byte[announced > inflatedBytesMax / 2 ? 0 : announced];
    int size = inflateInto(inflated, body);
    if (size > reserved) {
      return null;
    }
    if (size > inflated.length) {
      inflated = new byte[size];
      inflateInto(inflated, body);
    }
    return size == inflated.length ? inflated : Arrays.copyOf(inflated, size);
  }

  /** Fills the array as far as it goes, and counts what does not go into it: the size of all. */
  private int inflateInto(byte[] inflated, byte[] body) throws RefusedRequestException {
    try (Members gzip = new Members(body)) {
      int size = gzip.readNBytes(inflated, 0, inflated.length);
      if (size == inflated.length) {
        size += uncounted(gzip, inflatedBytesMax - size);
      }
      if (gzip.leavesBytes()) {
        throw new RefusedRequestException(
            Problem.INVALID_ENCODING, "", "something that is no gzip follows the gzip");
      }
      return size;
    } catch (IOException e) {
      throw new RefusedRequestException(
          Problem.INVALID_ENCODING, "", "the body is not complete and valid gzip");
    }
  }

  private int uncounted(Members gzip, int max) throws IOException, RefusedRequestException {
    int first = gzip.read();
    if (first < 0) {
      return 0;
    }
    byte[] passing = new byte[PASSING_BYTES];
    int size = 1;
    int read = 0;
    while (read >= 0) {
      size += read;
      if (size > max) {
        throw tooLarge();
      }
      read = gzip.read(passing, 0, passing.length);
    }
    return size;
  }

  private RefusedRequestException tooLarge() {
    return new RefusedRequestException(
        Problem.BODY_TOO_LARGE,
        "",
        "a body has at most " + inflatedBytesMax + " bytes after decompression");
  }

  /**
   * The size that the last four bytes of gzip announce, so that an honest body is inflated once. A
   * lie costs a second time: it is believed up to the limit and up to what deflate can make of so
   * few bytes.
   */
  int announcedBytes(byte[] body) {
    if (body.length < MEMBER_BYTES_MIN) {
      return 0;
    }
    int announced =
        ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt(body.length - Integer.BYTES);
    long possible = Math.min(inflatedBytesMax, (long) DEFLATE_RATIO_MAX * body.length);
    return Math.toIntExact(Math.clamp(Integer.toUnsignedLong(announced), 0, possible));
  }

  /** One or more members of gzip, which together are one text (RFC 1952, section 2.2). */
  private static final class Members extends GZIPInputStream {
    /** With a buffer for all of it, what is left of it is known at the end. */
    Members(byte[] body) throws IOException {
      super(new ByteArrayInputStream(body), body.length);
    }

    /** True when bytes follow the last member, which GZIPInputStream passes over in silence. */
    boolean leavesBytes() {
      return inf.getRemaining() > TRAILER_BYTES;
    }
  }

  private static void checkEncoding(@Nullable String encoding) throws RefusedRequestException {
    if (encoding == null) {
      return;
    }
    switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "gzip", "x-gzip", "identity" -> {}
      default ->
          throw new RefusedRequestException(
              Problem.UNSUPPORTED_ENCODING, "", "Content-Encoding must be gzip or identity");
    }
  }
}
