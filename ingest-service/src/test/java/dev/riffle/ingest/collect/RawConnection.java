package dev.riffle.ingest.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** A connection, by TCP alone or under TLS, on which a test says byte for byte what it wants. */
final class RawConnection implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final long openedAt = System.nanoTime();

  RawConnection(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  RawConnection(Socket connected) throws IOException {
    socket = connected;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Ends our side, and leaves the other one open. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * Sends a byte again and again until the other side has answered or gone.
   *
   * @return all that the other side said
   */
  String drip(String text, Duration pause) throws IOException {
    socket.setSoTimeout(Math.toIntExact(pause.toMillis()));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int i = 0; ; i++) {
      try {
        int read = socket.getInputStream().read();
        if (read < 0) {
          return answer.toString(StandardCharsets.ISO_8859_1);
        }
        answer.write(read);
      } catch (SocketTimeoutException e) {
        if (answer.size() > 0) {
          return answer.toString(StandardCharsets.ISO_8859_1);
        }
        send(text.substring(i % text.length(), i % text.length() + 1));
      }
    }
  }

  /** All that the other side says until it ends the connection. */
  String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** One reply, its body as long as its head says; the connection stays. */
  String readReply() throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        return head.toString();
      }
      head.append((char) read);
    }
    String text = head.toString().toLowerCase(Locale.ROOT);
    int at = text.indexOf("content-length:");
    int length = Integer.parseInt(text.substring(at + 15, text.indexOf("\r\n", at)).strip());
    return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - openedAt);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
