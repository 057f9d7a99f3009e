package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Reads a stream of server-sent events on a thread of its own, and keeps all of it. */
final class StreamReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InputStream body;
  private final AtomicReference<String> text = new AtomicReference<>("");
  private final AtomicBoolean ended = new AtomicBoolean();
  private int seen;

  private StreamReader(InputStream body) {
    this.body = body;
  }

  /** Returns when the stream is open: what is sent from then on is in it. */
  static StreamReader open(HttpClient http, HttpRequest request) throws Exception {
    HttpResponse<InputStream> reply = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type")).contains("text/event-stream");
    StreamReader reader = new StreamReader(reply.body());
    Thread.ofVirtual().start(reader::read);
    reader.awaitText("\n\n");
    return reader;
  }

  /** The data of the next event of that name, which comes in time. */
  String next(String event) {
    String head = "event: " + event + "\ndata: ";
    await().atMost(PATIENCE).until(() -> endOfLine(head) >= 0);
    int at = all().indexOf(head, seen) + head.length();
    String data = all().substring(at, all().indexOf('\n', at));
    seen = at + data.length();
    return data;
  }

  void awaitText(String wanted) {
    await().atMost(PATIENCE).until(() -> all().contains(wanted));
  }

  String lastId() {
    int at = all().lastIndexOf("id: ") + "id: ".length();
    return all().substring(at, all().indexOf('\n', at));
  }

  String all() {
    return text.get();
  }

  boolean endsWithin(Duration time) {
    await().atMost(time).untilTrue(ended);
    return true;
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private int endOfLine(String head) {
    int at = all().indexOf(head, seen);
    return at < 0 ? -1 : all().indexOf('\n', at + head.length());
  }

  private void read() {
    byte[] buffer = new byte[8192];
    try {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        String more = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        text.updateAndGet(before -> before + more);
      }
    } catch (IOException e) {
      // closed by the test, or cut: either way it has ended
    }
    ended.set(true);
  }
}
