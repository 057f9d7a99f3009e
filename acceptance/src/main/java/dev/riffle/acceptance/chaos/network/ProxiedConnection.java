package dev.riffle.acceptance.chaos.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One client's connection and the one to the server. Two threads, one each way. */
final class ProxiedConnection {
  static final Duration DELAY = Duration.ofSeconds(5);
  static final int THROTTLED_BYTES_PER_SECOND = 1024;

  /** So that a body is cut in the middle, and not before it began. */
  static final int BYTES_BEFORE_RESET = 700;

  private static final int PIECE_BYTES = 16 << 10;
  private static final int THROTTLED_PIECE_BYTES = 128;

  private final Socket client;
  private final Socket server;
  private final Supplier<Impairment> impairment;
  private final AtomicInteger untilReset = new AtomicInteger(BYTES_BEFORE_RESET);
  private volatile boolean spoilt;

  ProxiedConnection(Socket client, Socket server, Supplier<Impairment> impairment) {
    this.client = client;
    this.server = server;
    this.impairment = impairment;
  }

  /** Bytes have been swallowed; the connection cannot be mended. */
  boolean isSpoilt() {
    return spoilt;
  }

  /** Forwards until both sides have ended, or one has broken off. */
  void forward() throws InterruptedException, IOException {
    Thread answers = Thread.ofVirtual().start(() -> pump(server, client, false));
    pump(client, server, true);
    answers.join();
    client.close();
    server.close();
  }

  /** Both sides see a reset, not an orderly end. */
  void reset() {
    reset(client);
    reset(server);
  }

  private static void reset(Socket socket) {
    try {
      // closing with a linger time of 0 sends RST
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // it is closed already
    }
  }

  private void pump(Socket from, Socket to, boolean request) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[PIECE_BYTES];
      int read = in.read(piece);
      while (read >= 0) {
        pass(piece, read, out, request);
        read = in.read(piece);
      }
      if (!spoilt) {
        to.shutdownOutput();
      }
    } catch (IOException e) {
      // one side was reset: so is the other
      reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reset();
    }
  }

  private void pass(byte[] piece, int length, OutputStream out, boolean request)
      throws IOException, InterruptedException {
    switch (impairment.get()) {
      case NONE -> write(piece, 0, length, out);
      case DELAY -> {
        Thread.sleep(DELAY);
        write(piece, 0, length, out);
      }
      case THROTTLE -> throttle(piece, length, out);
      case RESET -> {
        int pass = Math.clamp(untilReset.getAndAdd(-length), 0, length);
        write(piece, 0, pass, out);
        out.flush();
        if (untilReset.get() <= 0) {
          throw new IOException("reset as told");
        }
      }
      case BLACK_HOLE -> spoilt = true;
      case HALF_OPEN -> {
        spoilt = true;
        if (request && !server.isOutputShutdown()) {
          server.shutdownOutput();
        }
      }
      case LOSE_REPLIES -> {
        if (request) {
          write(piece, 0, length, out);
        } else {
          spoilt = true;
        }
      }
      case CUT -> throw new IOException("cut as told");
    }
  }

  /** At full speed again as soon as the impairment is over. */
  private void throttle(byte[] piece, int length, OutputStream out)
      throws IOException, InterruptedException {
    int at = 0;
    while (at < length && impairment.get() == Impairment.THROTTLE) {
      int bytes = Math.min(THROTTLED_PIECE_BYTES, length - at);
      write(piece, at, bytes, out);
      at += bytes;
      Thread.sleep(Duration.ofMillis(1000L * bytes / THROTTLED_BYTES_PER_SECOND));
    }
    write(piece, at, length - at, out);
  }

  /** What was swallowed leaves a gap, after which nothing may follow. */
  private void write(byte[] piece, int from, int length, OutputStream out) throws IOException {
    if (spoilt) {
      throw new IOException("bytes are missing before these");
    }
    out.write(piece, from, length);
    out.flush();
  }
}
