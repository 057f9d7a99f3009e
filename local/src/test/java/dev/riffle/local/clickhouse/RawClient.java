package dev.riffle.local.clickhouse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** One request of a writer over a socket of its own, sent in pieces. */
final class RawClient implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 60_000;

  private final Socket socket;

  private RawClient(Socket socket) {
    this.socket = socket;
  }

  /** Sends a head and returns when the server has read it and asks for the body. */
  static RawClient begin(ServerProcess server, String parameters, String framing)
      throws IOException {
    RawClient client = new RawClient(new Socket(InetAddress.getLoopbackAddress(), server.port()));
    client.socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    client.socket.setTcpNoDelay(true);
    client.send(
        "POST /?"
            + parameters
            + " HTTP/1.1\r\nHost: x\r\nX-ClickHouse-User: writer\r\nX-ClickHouse-Key: "
            + ServerProcess.WRITER_PASSWORD
            + "\r\nExpect: 100-continue\r\n"
            + framing
            + "\r\n\r\n");
    String proceed = "HTTP/1.1 100 Continue\r\n\r\n";
    String told =
        new String(
            client.socket.getInputStream().readNBytes(proceed.length()), StandardCharsets.UTF_8);
    if (!told.equals(proceed)) {
      throw new IOException("instead of 100: " + told + client.answer());
    }
    return client;
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Ends the sending side, as a client does that goes away. */
  RawClient stopSending() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Head and body of a short answer; what there is of it when the connection breaks. */
  String answer() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        answer.write(b);
        if (isComplete(answer.toString(StandardCharsets.UTF_8))) {
          break;
        }
      }
    } catch (SocketException broken) {
      answer.writeBytes("(connection broke)".getBytes(StandardCharsets.UTF_8));
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static boolean isComplete(String answer) {
    int body = answer.indexOf("\r\n\r\n") + 4;
    int length = answer.indexOf("Content-Length: ");
    if (body < 4 || length < 0) {
      return false;
    }
    int digits = length + "Content-Length: ".length();
    int wanted = Integer.parseInt(answer.substring(digits, answer.indexOf('\r', digits)));
    return answer.length() - body >= wanted;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
