package dev.riffle.ingest.collect.http;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Whom a client's address stands for: an IPv4 address one host or household, an IPv6 address all of
 * its 64-bit prefix, as every host may choose the rest of it anew. Pure.
 */
final class ClientNetwork {
  private static final int PREFIX_BYTES = 8;

  private ClientNetwork() {}

  /** The address itself; the empty text when the client is not known. */
  static String address(@Nullable SocketAddress client) {
    String host = client == null ? null : client.hostAddress();
    return host == null ? "" : host;
  }

  /** The network as text; the empty one when the client is not known. */
  static String of(@Nullable SocketAddress client) {
    String host = address(client);
    if (host.isEmpty()) {
      return "";
    }
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      return address instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), PREFIX_BYTES))
          : host;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
