package dev.riffle.acceptance.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Posts batches as fast as they are acknowledged: keep-alive connections, one request in flight on
 * each, bytes made beforehand. The cheapest client that still reads every reply; its own processor
 * time is part of the report. Counts only what was acknowledged; any other reply fails the run.
 */
final class HttpLoad {
  private static final int BODIES_PER_CONNECTION = 32;
  private static final int REPLY_BYTES_MAX = 64 * 1024;

  private final URI url;
  private final int connections;
  private final Function<SplittableRandom, IntFunction<byte[]>> requests;

  /** Posts Segment's batches, each message id once. */
  HttpLoad(URI url, String writeKey, int connections) {
    this.url = url;
    this.connections = connections;
    byte[] credentials = (writeKey + ':').getBytes(StandardCharsets.UTF_8);
    String authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    AtomicLong ids = new AtomicLong(System.nanoTime() << 8);
    this.requests =
        random -> {
          List<BatchBody> bodies = new ArrayList<>(BODIES_PER_CONNECTION);
          for (int i = 0; i < BODIES_PER_CONNECTION; i++) {
            bodies.add(new BatchBody(host(url), authorization, random, System.currentTimeMillis()));
          }
          return i -> bodies.get(i % bodies.size()).withIds(ids.getAndAdd(BatchBody.EVENTS));
        };
  }

  /**
   * Posts the same batches again and again.
   *
   * @param batches whole requests of as many events as {@link BatchBody} has
   */
  HttpLoad(URI url, List<byte[]> batches, int connections) {
    this.url = url;
    this.connections = connections;
    this.requests =
        random -> {
          int first = random.nextInt(batches.size());
          return i -> batches.get((first + i) % batches.size());
        };
  }

  static String host(URI url) {
    return url.getHost() + ":" + url.getPort();
  }

  /** Acknowledged events, and the exact time that took. */
  record Acknowledged(long events, Duration took) {
    double perSecond() {
      return events * 1e9 / took.toNanos();
    }
  }

  /** Posts for so long as fast as it can. */
  Acknowledged run(Duration time) throws InterruptedException {
    return run(time, 0);
  }

  /**
   * Posts for so long.
   *
   * @param eventsPerSecond over all connections; 0 for as many as possible
   */
  Acknowledged run(Duration time, int eventsPerSecond) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    long pauseNanos =
        eventsPerSecond == 0
            ? 0
            : 1_000_000_000L * connections * BatchBody.EVENTS / eventsPerSecond;
    List<Future<Long>> posted = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (int i = 0; i < connections; i++) {
          posted.add(threads.submit(() -> post(end, pauseNanos)));
        }
        long events = 0;
        for (Future<Long> connection : posted) {
          events += connection.get();
        }
        return new Acknowledged(events, Duration.ofNanos(System.nanoTime() - start));
      } finally {
        // only when one failed or the run was cancelled do others still post
        threads.shutdownNow();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load was refused", e.getCause());
    }
  }

  private long post(long end, long pauseNanos) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom();
    IntFunction<byte[]> own = requests.apply(random);
    long events = 0;
    long next = System.nanoTime() + (pauseNanos == 0 ? 0 : random.nextLong(pauseNanos));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      byte[] reply = new byte[REPLY_BYTES_MAX];
      for (int i = 0; System.nanoTime() < end; i++) {
        if (pauseNanos > 0) {
          Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
          next += pauseNanos;
        }
        out.write(own.apply(i));
        readReply(in, reply);
        events += BatchBody.EVENTS;
      }
    }
    return events;
  }

  private static void readReply(InputStream in, byte[] reply) throws IOException {
    int length = 0;
    int needed = -1;
    while (needed < 0 || length < needed) {
      int read = in.read(reply, length, reply.length - length);
      if (read < 0) {
        throw new EOFException("connection closed before the reply");
      }
      length += read;
      if (needed < 0) {
        needed = replyLength(new String(reply, 0, length, StandardCharsets.ISO_8859_1));
      }
    }
    if (reply[9] != '2') {
      throw new IOException(new String(reply, 0, length, StandardCharsets.ISO_8859_1));
    }
  }

  /** Bytes of head and body together; -1 while the head is not complete. */
  static int replyLength(String reply) {
    int headEnd = reply.indexOf("\r\n\r\n");
    if (headEnd < 0) {
      return -1;
    }
    String head = reply.substring(0, headEnd).toLowerCase(Locale.ROOT) + "\r\n";
    String field = "\r\ncontent-length:";
    int at = head.indexOf(field);
    if (at < 0) {
      throw new IllegalStateException("a reply without length: " + head);
    }
    int valueEnd = head.indexOf("\r\n", at + 2);
    String value = head.substring(at + field.length(), valueEnd).strip();
    return headEnd + 4 + Integer.parseInt(value);
  }
}
