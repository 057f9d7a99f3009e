package dev.riffle.ingest.collect.http;

import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the compression of a body. The bytes decide, not the headers, which lie: some libraries
 * send gzip without saying so. Pure.
 */
final class ContentDecoder {
  private static final int CHUNK_BYTES = 16 << 10;

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
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body), CHUNK_BYTES)) {
      ByteArrayOutputStream inflated =
          new ByteArrayOutputStream(Math.min(inflatedBytesMax, 8 * body.length));
      byte[] chunk = new byte[CHUNK_BYTES];
      int read = gzip.read(chunk);
      while (read >= 0) {
        if (inflated.size() + read > inflatedBytesMax) {
          throw new RefusedRequestException(
              Problem.BODY_TOO_LARGE,
              "",
              "a body has at most " + inflatedBytesMax + " bytes after decompression");
        }
        inflated.write(chunk, 0, read);
        read = gzip.read(chunk);
      }
      return inflated.toByteArray();
    } catch (IOException e) {
      throw new RefusedRequestException(
          Problem.INVALID_ENCODING, "", "the body is not complete and valid gzip");
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
