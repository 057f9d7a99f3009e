package dev.riffle.ingest.collect.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One request as it came, its body decompressed.
 *
 * @param path without query and without a slash at the end
 * @param authorization the header of that name
 * @param body decompressed; of a GET, the query string
 * @param network of the client, see {@code ClientNetwork}
 * @param bytesReceived size of the body on the wire
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy per request would cost memory
public record ReceivedRequest(
    String path, @Nullable String authorization, byte[] body, String network, int bytesReceived) {}
