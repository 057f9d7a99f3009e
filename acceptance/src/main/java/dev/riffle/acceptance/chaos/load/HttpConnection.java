package dev.riffle.acceptance.chaos.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection that sends each request exactly once: a library's client may send one
 * again by itself, and the journal would not know. Not thread-safe.
 */
final class HttpConnection implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final int REPLY_BYTES_MAX = 1 << 20;
  private static final String LENGTH = "\r\ncontent-length:";

  private final int port;
  private final String head;
  private @Nullable Socket socket;

  /**
   * @param authorization value of that header; empty for none
   */
  HttpConnection(int port, String authorization) {
    this.port = port;
    this.head =
        " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nContent-Type: application/json\r\n"
            + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n");
  }

  /** What the server answered. */
  record Reply(int status, String body) {}

  /**
   * Posts and waits for the answer, that long at most for each piece of it. After an exception the
   * outcome is unknown, and the next request has a connection of its own.
   */
  Reply post(String path, String json, Duration timeout) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String text = "POST " + path + head + "Content-Length: " + body.length + "\r\n\r\n";
    try {
      Socket connection = connected();
      connection.setSoTimeout(Math.toIntExact(timeout.toMillis()));
      OutputStream out = connection.getOutputStream();
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      return read(connection.getInputStream());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Socket connected() throws IOException {
    Socket open = socket;
    if (open != null) {
      return open;
    }
    Socket fresh = new Socket();
    socket = fresh;
    fresh.setTcpNoDelay(true);
    fresh.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
    return fresh;
  }

  private Reply read(InputStream in) throws IOException {
    byte[] bytes = new byte[4096];
    int length = 0;
    int headEnd = -1;
    int needed = Integer.MAX_VALUE;
    String reply = "";
    while (length < needed) {
      if (length == bytes.length) {
        if (length >= REPLY_BYTES_MAX) {
          throw new IOException("a reply of more than " + REPLY_BYTES_MAX + " bytes");
        }
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
      int read = in.read(bytes, length, bytes.length - length);
      if (read < 0) {
        throw new EOFException("connection closed before the reply");
      }
      length += read;
      reply = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      if (headEnd < 0) {
        headEnd = reply.indexOf("\r\n\r\n");
        if (headEnd >= 0) {
          needed = headEnd + 4 + bodyLength(reply.substring(0, headEnd) + "\r\n");
        }
      }
    }
    return new Reply(Integer.parseInt(reply, 9, 12, 10), reply.substring(headEnd + 4));
  }

  private static int bodyLength(String head) throws IOException {
    int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (at < 0) {
      throw new IOException("a reply without length: " + head);
    }
    return Integer.parseInt(
        head.substring(at + LENGTH.length(), head.indexOf("\r\n", at + 2)).strip());
  }

  @Override
  public void close() {
    Socket open = socket;
    socket = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // it is gone, which is all that was wanted
      }
    }
  }
}
