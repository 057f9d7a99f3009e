package dev.riffle.ingest.collect.protocol;

/**
 * Where something comes from, as far as it is known; absent texts are empty.
 *
 * @param address IP address as text
 * @param userAgent as a browser sends it
 */
public record Client(String address, String userAgent) {
  public static final Client UNKNOWN = new Client("", "");
}
