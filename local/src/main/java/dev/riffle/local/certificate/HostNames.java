package dev.riffle.local.certificate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The names by which a program may call the service. */
public final class HostNames {
  /** RFC 1123, section 2.1; keytool refuses others. */
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

  private HostNames() {}

  /**
   * Those that stay: of the loopback interface, and the address on which the service listens.
   *
   * @param host name or address; a wildcard stands for all addresses and adds none
   */
  public static Set<String> lasting(String host) {
    Set<String> names = new LinkedHashSet<>(Set.of("localhost", "127.0.0.1"));
    if (!isAddress(host)) {
      names.add(host);
    } else if (!InetAddress.ofLiteral(host).isAnyLocalAddress()) {
      names.add(InetAddress.ofLiteral(host).getHostAddress());
    }
    return names;
  }

  /** The same, and the name that this machine has now. */
  public static Set<String> all(String host) {
    Set<String> names = lasting(host);
    try {
      String name = InetAddress.getLocalHost().getHostName();
      if (HOST_NAME.matcher(name).matches()) {
        names.add(name);
      }
    } catch (UnknownHostException e) {
      // a machine without a name is called by its addresses
      return names;
    }
    return names;
  }

  static boolean isAddress(String name) {
    try {
      InetAddress.ofLiteral(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
