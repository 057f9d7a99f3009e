package dev.riffle.local.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is checked before anything starts, so that the user reads a sentence and not a log. */
public final class Preflight {
  /** Less would be full before the first merge of parts. */
  static final long MIN_FREE_BYTES = 1L << 30;

  private static final int MIN_JAVA = 25;
  private static final int ANY_PORT = 0;
  private static final Set<String> SERVICE_PORTS = Set.of("ingest", "ingest-tls", "query");

  private Preflight() {}

  /** The JDK is new enough. */
  public static void checkJava(Runtime.Version version) throws CannotStartException {
    if (version.feature() < MIN_JAVA) {
      throw new CannotStartException(
          "Riffle needs a JDK " + MIN_JAVA + " or newer, but runs on " + version + ".");
    }
  }

  /** The directory can be created, written, and has room. */
  public static void checkDataDirectory(DataDirectory data) throws CannotStartException {
    Path root = data.root();
    try {
      data.createFolders();
      Path probe = Files.createTempFile(data.run(), "probe", "");
      Files.delete(probe);
      checkFree(root, Files.getFileStore(root).getUsableSpace());
    } catch (IOException e) {
      throw new CannotStartException(
          "The data directory "
              + root
              + " cannot be written ("
              + e.getClass().getSimpleName().replace("Exception", "")
              + "); choose another with --data or RIFFLE_DATA.");
    }
  }

  static void checkFree(Path root, long freeBytes) throws CannotStartException {
    if (freeBytes < MIN_FREE_BYTES) {
      throw new CannotStartException(
          String.format(
              Locale.ROOT,
              "The disk of %s has %.1f GB left and Riffle needs at least 1 GB; make room, or choose"
                  + " another place with --data or RIFFLE_DATA.",
              root,
              freeBytes / 1e9));
    }
  }

  /**
   * Nothing else listens on any of the ports.
   *
   * @param host address of this machine on which the two services listen
   */
  public static void checkPorts(Ports ports, String host) throws CannotStartException {
    if (!isFree(ANY_PORT, host)) {
      throw new CannotStartException(
          "This machine has no address " + host + " to listen on; choose another --host.");
    }
    for (Map.Entry<String, Integer> port : ports.byName().entrySet()) {
      boolean isService = SERVICE_PORTS.contains(port.getKey());
      if (!isFree(port.getValue(), "127.0.0.1") || (isService && !isFree(port.getValue(), host))) {
        throw new CannotStartException(
            String.format(
                Locale.ROOT,
                "Port %d (%s) is taken by another program; stop that, or choose another port with"
                    + " --%s-port or RIFFLE_%s_PORT.",
                port.getValue(),
                port.getKey(),
                port.getKey(),
                port.getKey().toUpperCase(Locale.ROOT).replace('-', '_')));
      }
    }
  }

  private static boolean isFree(int port, String host) {
    try (ServerSocket socket = new ServerSocket()) {
      // connections of a run that ended a moment ago may linger
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
