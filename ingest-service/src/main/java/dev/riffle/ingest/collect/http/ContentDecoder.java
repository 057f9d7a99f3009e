package dev.riffle.ingest.collect.http;

import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the compression of a body. The bytes decide, not the headers, which lie: some libraries
 * send gzip without saying so. Never holds more than twice the limit, whatever the body becomes.
 * Pure.
 */
final class ContentDecoder {
  private static final int GROWTH = 2;
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
    checkEncoding(encoding);
    if (!isGzip(body)) {
      return body;
    }
    byte[] inflated = inflate(body);
    if (isGzip(inflated)) {
      throw new RefusedRequestException(
          Problem.UNSUPPORTED_ENCODING, "", "the body is compressed twice");
    }
    return inflated;
  }

  static boolean isGzip(byte[] body) {
    return body.length > 2 && body[0] == (byte) 0x1f && body[1] == (byte) 0x8b;
  }

  private byte[] inflate(byte[] body) throws RefusedRequestException {
    try (Members gzip = new Members(body)) {
      byte[] inflated = new byte[announcedBytes(body)];
      int length = gzip.readNBytes(inflated, 0, inflated.length);
      int next = gzip.read();
      while (next >= 0) {
        if (length == inflatedBytesMax) {
          throw tooLarge();
        }
        inflated =
            Arrays.copyOf(inflated, (int) Math.min(inflatedBytesMax, GROWTH * (length + 1L)));
        inflated[length++] = (byte) next;
        length += gzip.readNBytes(inflated, length, inflated.length - length);
        next = gzip.read();
      }
      if (gzip.leavesBytes()) {
        throw new RefusedRequestException(
            Problem.INVALID_ENCODING, "", "something that is no gzip follows the gzip");
      }
      return length == inflated.length ? inflated : Arrays.copyOf(inflated, length);
    } catch (IOException e) {
      throw new RefusedRequestException(
          Problem.INVALID_ENCODING, "", "the body is not complete and valid gzip");
    }
  }

  private RefusedRequestException tooLarge() {
    return new RefusedRequestException(
        Problem.BODY_TOO_LARGE,
        "",
        "a body has at most " + inflatedBytesMax + " bytes after decompression");
  }

  /**
   * The size that the last four bytes of gzip announce, so that an honest body is copied once. A
   * lie only costs copies: it is believed up to the limit and up to what deflate can make of so few
   * bytes.
   */
  private int announcedBytes(byte[] body) {
    if (body.length < MEMBER_BYTES_MIN) {
      return 1;
    }
    int announced =
        ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt(body.length - Integer.BYTES);
    long possible = Math.min(inflatedBytesMax, (long) DEFLATE_RATIO_MAX * body.length);
    return Math.toIntExact(Math.clamp(Integer.toUnsignedLong(announced), 1, possible));
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
