package dev.riffle.local.clickhouse.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.core5.http.config.Http1Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections on the loopback address and gives each a thread. Messages are read and
 * written by Apache HttpCore; the threads are ours because libchdb needs a large stack, and the
 * connections are because a client that goes away has to be noticed while its query runs.
 */
public final class HttpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

  /** Fewer than {@link #IDLE_TIMEOUT}, so that the client is the one who closes. */
  static final int ADVERTISED_KEEP_ALIVE_SECONDS = 30;

  static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private static final int MAX_CONNECTIONS = 256;
  private static final int BACKLOG = 128;

  /** ClickHouse's http_max_uri_size. */
  private static final int MAX_LINE_BYTES = 1 << 20;

  private static final int MAX_HEADERS = 100;

  private final ServerSocket server;
  private final QueryHandler handler;
  private final ExecutorService threads;
  private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);
  private final Set<HttpConversation> conversations = ConcurrentHashMap.newKeySet();
  private final Http1Config limits =
      Http1Config.custom()
          .setMaxLineLength(MAX_LINE_BYTES)
          .setMaxHeaderCount(MAX_HEADERS)
          .setBufferSize(1 << 16)
          .build();
  private volatile boolean stopping;

  /**
   * @param port 0 for any that is free
   */
  public HttpListener(int port, QueryHandler handler, ThreadFactory threads) {
    this.handler = handler;
    this.threads = Executors.newCachedThreadPool(threads);
    try {
      server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Accepts in a thread of its own until closed. */
  public void start() {
    Thread acceptor = new Thread(this::accept, "clickhouse-accept");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private void accept() {
    while (!stopping) {
      try {
        connections.acquire();
        converse(server.accept());
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        connections.release();
        if (!stopping) {
          LOG.warn("connection not accepted", e);
        }
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) IDLE_TIMEOUT.toMillis());
    HttpConversation conversation = new HttpConversation(socket, limits, handler);
    conversations.add(conversation);
    threads.execute(() -> {
      try {
        conversation.run();
      } finally {
        conversations.remove(conversation);
        connections.release();
      }
    });
  }

  /** Takes no more requests; those that run get their answers. */
  @Override
  public void close() throws IOException {
    stopping = true;
    server.close();
    conversations.forEach(HttpConversation::stopAfterAnswer);
  }
}
