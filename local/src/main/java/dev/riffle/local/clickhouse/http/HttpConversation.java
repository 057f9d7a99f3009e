package dev.riffle.local.clickhouse.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All requests of one connection, one after the other. */
final class HttpConversation implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConversation.class);

  /**
   * What is left unread of a request after its answer is read up to here; else we hang up. Clients
   * send all before they read, and of a large INSERT that is refused would only see a broken pipe.
   */
  private static final int MAX_DRAINED_BYTES = 64 << 20;

  private final Socket socket;
  private final DefaultBHttpServerConnection connection;
  private final QueryHandler handler;
  private volatile boolean busy;
  private volatile boolean stopping;

  HttpConversation(Socket socket, Http1Config limits, QueryHandler handler) {
    this.socket = socket;
    this.connection = new DefaultBHttpServerConnection("http", limits);
    this.handler = handler;
  }

  @Override
  public void run() {
    try {
      connection.bind(socket);
      boolean goOn = true;
      while (goOn && !stopping) {
        ClassicHttpRequest request = connection.receiveRequestHeader();
        if (request == null) {
          break;
        }
        busy = true;
        goOn = exchange(request);
        busy = false;
      }
    } catch (ConnectionClosedException | SocketTimeoutException e) {
      LOG.debug("connection ended", e);
    } catch (HttpException e) {
      refuse(e);
    } catch (IOException e) {
      LOG.debug("connection broke", e);
    } catch (RuntimeException e) {
      LOG.error("request failed unexpectedly", e);
    } finally {
      connection.close(CloseMode.GRACEFUL);
    }
  }

  private boolean exchange(ClassicHttpRequest request) throws HttpException, IOException {
    connection.receiveRequestEntity(request);
    HttpExchange exchange = new HttpExchange(socket, connection, request);
    if (closes(request)) {
      exchange.closeAfter();
    }
    handler.handle(exchange);
    return exchange.keepAlive() && connection.isOpen() && drained(exchange);
  }

  private static boolean closes(ClassicHttpRequest request) {
    Header header = request.getFirstHeader("Connection");
    boolean old =
        request.getVersion() != null && request.getVersion().lessEquals(HttpVersion.HTTP_1_0);
    return header == null ? old : "close".equalsIgnoreCase(header.getValue());
  }

  private static boolean drained(HttpExchange exchange) throws IOException {
    InputStream rest = exchange.body();
    long skipped = 0;
    byte[] bytes = new byte[1 << 13];
    for (int n = rest.read(bytes); n >= 0; n = rest.read(bytes)) {
      skipped += n;
      if (skipped > MAX_DRAINED_BYTES) {
        return false;
      }
    }
    return true;
  }

  private void refuse(HttpException e) {
    LOG.debug("request cannot be read", e);
    try {
      HttpExchange exchange = new HttpExchange(socket, connection, UNREADABLE);
      exchange.closeAfter();
      exchange.answer(400, "text/plain; charset=UTF-8", "Bad request\n");
    } catch (IOException broken) {
      LOG.debug("connection broke", broken);
    }
  }

  private static final ClassicHttpRequest UNREADABLE = new BasicClassicHttpRequest("GET", "/");

  /** Hangs up at once when no request is being answered. */
  void stopAfterAnswer() {
    stopping = true;
    if (!busy) {
      connection.close(CloseMode.IMMEDIATE);
    }
  }
}
