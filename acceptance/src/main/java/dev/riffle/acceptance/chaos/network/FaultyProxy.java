package dev.riffle.acceptance.chaos.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forwards every connection to one port of this machine, and does to all of them what the current
 * impairment says, from the next piece of bytes on. Back at {@link Impairment#NONE}, connections
 * that swallowed something are reset: what follows a gap would make no sense to anybody. Thread
 * safe; works on virtual threads of its own.
 */
public final class FaultyProxy implements AutoCloseable {
  private static final int BACKLOG = 200;
  private static final int CONNECT_TIMEOUT_MILLIS = 2000;

  private final ServerSocket listener;
  private final int target;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile Impairment impairment = Impairment.NONE;

  private FaultyProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /**
   * Listens on a free port of the loopback address.
   *
   * @param target port of the server, which need not be there yet
   */
  public static FaultyProxy to(int target) throws IOException {
    ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    FaultyProxy proxy = new FaultyProxy(listener, target);
    Thread.ofVirtual().name("proxy-to-" + target).start(proxy::accept);
    return proxy;
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Behaves so from now on. */
  public void impair(Impairment next) {
    impairment = next;
    for (ProxiedConnection connection : connections) {
      if (next == Impairment.CUT || (next == Impairment.NONE && connection.isSpoilt())) {
        connection.reset();
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    connections.forEach(ProxiedConnection::reset);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket client) {
    Socket server = new Socket();
    ProxiedConnection connection = new ProxiedConnection(client, server, () -> impairment);
    connections.add(connection);
    try {
      if (impairment == Impairment.CUT) {
        connection.reset();
        return;
      }
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_TIMEOUT_MILLIS);
      connection.forward();
    } catch (IOException e) {
      // the server is away, or one side has gone: so is the other now
      connection.reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }
}
