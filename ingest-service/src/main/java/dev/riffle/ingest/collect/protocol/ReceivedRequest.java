package dev.riffle.ingest.collect.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One request as it came, its body decompressed. Its content type is not here: it lies too often.
 *
 * @param path without query and without a slash at the end
 * @param query what follows the question mark, as sent; empty when there is none
 * @param authorization the header of that name
 * @param headers the value of any other header by its name, null when it was not sent
 * @param client at the other end of the connection: a browser, an app, or somebody's server
 * @param network of the client, see {@code ClientNetwork}
 * @param body decompressed; of a GET, the query, which then takes the place of a form
 * @param bytesReceived size of the body on the wire
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy per request would cost memory
public record ReceivedRequest(
    String path,
    String query,
    @Nullable String authorization,
    Headers headers,
    Client client,
    String network,
    byte[] body,
    int bytesReceived) {
  /** The headers of a request, by name in any case. */
  @FunctionalInterface
  public interface Headers {
    Headers NONE = _ -> null;

    @Nullable String value(String name);
  }
}
