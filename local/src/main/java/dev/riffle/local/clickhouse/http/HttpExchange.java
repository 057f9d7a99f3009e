package dev.riffle.local.clickhouse.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer, which is sent once, in one piece or as a stream. */
final class HttpExchange {
  private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);

  /** Writes a body of unknown length. */
  @FunctionalInterface
  interface BodyWriter {
    void writeTo(OutputStream out) throws IOException;
  }

  private final Socket socket;
  private final DefaultBHttpServerConnection connection;
  private final ClassicHttpRequest request;
  private final Map<String, String> responseHeaders = new LinkedHashMap<>();
  private boolean keepAlive = true;
  private boolean answered;
  private boolean awaitsContinue;

  HttpExchange(Socket socket, DefaultBHttpServerConnection connection, ClassicHttpRequest request) {
    this.socket = socket;
    this.awaitsContinue =
        header(request, "Expect").filter("100-continue"::equalsIgnoreCase).isPresent();
    this.connection = connection;
    this.request = request;
  }

  String method() {
    return request.getMethod();
  }

  /** Path and query as sent. */
  String uri() {
    return request.getRequestUri();
  }

  Optional<String> header(String name) {
    return header(request, name);
  }

  private static Optional<String> header(ClassicHttpRequest request, String name) {
    Header header = request.getFirstHeader(name);
    return header == null ? Optional.empty() : Optional.ofNullable(header.getValue());
  }

  /**
   * The body as sent; closing it does nothing, what is left of it is read before the next request.
   * A client that waits to be told so is asked for it here.
   */
  InputStream body() throws IOException {
    if (awaitsContinue) {
      awaitsContinue = false;
      sendContinue();
    }
    HttpEntity entity = request.getEntity();
    if (entity == null) {
      return InputStream.nullInputStream();
    }
    return new FilterInputStream(entity.getContent()) {
      @Override
      public void close() {}
    };
  }

  private void sendContinue() throws IOException {
    try {
      connection.sendResponseHeader(new BasicClassicHttpResponse(100));
      connection.flush();
    } catch (HttpException e) {
      throw new IOException(e);
    }
  }

  /** From another thread: reading the body fails from now on, also a read that is waiting. */
  void stopReceiving() {
    try {
      socket.shutdownInput();
    } catch (IOException e) {
      LOG.debug("connection broke before it could be stopped", e);
    }
  }

  void setHeader(String name, String value) {
    responseHeaders.put(name, value);
  }

  boolean answered() {
    return answered;
  }

  boolean keepAlive() {
    return keepAlive;
  }

  /** The connection ends after this answer. */
  void closeAfter() {
    keepAlive = false;
  }

  void answer(int status, String mediaType, byte[] body) throws IOException {
    send(status, new ByteArrayEntity(body, ContentType.parseLenient(mediaType)));
  }

  void answer(int status, String mediaType, String body) throws IOException {
    answer(status, mediaType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a chunked body; when the writer fails the connection breaks off without an end chunk. */
  void stream(int status, String mediaType, BodyWriter writer) throws IOException {
    ContentType type = ContentType.parseLenient(mediaType);
    send(
        status,
        new EntityTemplate(
            -1,
            type,
            null,
            out -> {
              boolean complete = false;
              try {
                writer.writeTo(out);
                complete = true;
              } finally {
                if (!complete) {
                  out.flush();
                  breakOff();
                }
              }
            }));
  }

  private void send(int status, HttpEntity entity) throws IOException {
    answered = true;
    if (awaitsContinue) {
      // nobody asked for the body, so it is not known whether one follows
      awaitsContinue = false;
      keepAlive = false;
    }
    ClassicHttpResponse response = new BasicClassicHttpResponse(status);
    responseHeaders.forEach(response::setHeader);
    if (!keepAlive) {
      response.setHeader("Connection", "close");
    } else {
      response.setHeader("Connection", "Keep-Alive");
      response.setHeader("Keep-Alive", "timeout=" + HttpListener.ADVERTISED_KEEP_ALIVE_SECONDS);
    }
    if (entity.getContentLength() >= 0) {
      response.setHeader("Content-Length", Long.toString(entity.getContentLength()));
    } else {
      response.setHeader("Transfer-Encoding", "chunked");
    }
    if (entity.getContentType() != null) {
      response.setHeader("Content-Type", entity.getContentType());
    }
    response.setEntity(entity);
    try {
      connection.sendResponseHeader(response);
      connection.sendResponseEntity(response);
    } catch (HttpException e) {
      throw new IOException(e);
    }
    connection.flush();
  }

  /** So that the client sees a body that is not complete. */
  private void breakOff() {
    keepAlive = false;
    connection.close(CloseMode.IMMEDIATE);
  }

  /** Whether the client has gone; only while nobody reads the request. */
  boolean clientHasGone() {
    try {
      return !connection.isOpen() || connection.isStale();
    } catch (IOException e) {
      return true;
    }
  }
}
