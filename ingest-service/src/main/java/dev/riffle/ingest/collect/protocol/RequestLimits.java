package dev.riffle.ingest.collect.protocol;

/**
 * How large one request may be.
 *
 * @param bodyBytes as sent, compressed or not
 * @param inflatedBytes after decompression
 * @param events number of events
 * @param eventBytes JSON text of one event
 */
public record RequestLimits(int bodyBytes, int inflatedBytes, int events, int eventBytes) {
  public static final RequestLimits STANDARD = new RequestLimits(1 << 20, 8 << 20, 2000, 256 << 10);

  public RequestLimits {
    if (bodyBytes < 1 || inflatedBytes < bodyBytes || events < 1 || eventBytes < 1) {
      throw new IllegalArgumentException(
          "limits are positive, and an inflated body is not smaller than a compressed one");
    }
  }
}
