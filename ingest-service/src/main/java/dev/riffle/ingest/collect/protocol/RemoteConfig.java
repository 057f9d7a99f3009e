package dev.riffle.ingest.collect.protocol;

import java.util.function.UnaryOperator;

/**
 * What a vendor's library fetches before it sends. It is answered from memory, and says no more
 * than that the library may send. A key is not looked up: it opens nothing here.
 *
 * @param vendor as a metric's label
 * @param path that takes a GET, without a slash at the end; {@code :name} stands for any one part
 * @param keyParameter name of the part of the path, or else of the query, that holds the API key
 * @param contentType value of the reply's header
 * @param body of the reply, made of the key as it was sent, or of the empty text
 */
public record RemoteConfig(
    String vendor,
    String path,
    String keyParameter,
    String contentType,
    UnaryOperator<String> body) {
  /** One that is JSON. */
  public RemoteConfig(String vendor, String path, String keyParameter, UnaryOperator<String> json) {
    this(vendor, path, keyParameter, "application/json", json);
  }
}
