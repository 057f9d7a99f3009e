package dev.riffle.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.riffle.acceptance.bench.HttpLoad.Acknowledged;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong requests = new AtomicLong();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void findsTheEndOfAReply() {
    assertThat(HttpLoad.replyLength("HTTP/1.1 200 OK\r\nContent-Le")).isEqualTo(-1);
    assertThat(HttpLoad.replyLength("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{")).isEqualTo(40);
    assertThatThrownBy(() -> HttpLoad.replyLength("HTTP/1.1 200 OK\r\nA: b\r\n\r\n"))
        .hasMessageContaining("without length");
  }

  @Test
  void countsExactlyWhatWasAcknowledged() throws Exception {
    HttpServer server = serve(200);
    try {
      Acknowledged acknowledged = load(server).run(Duration.ofMillis(300));

      assertThat(acknowledged.events()).isPositive().isEqualTo(requests.get() * BatchBody.EVENTS);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void failsWhenAnythingIsRefused() throws Exception {
    HttpServer server = serve(503);
    try {
      assertThatThrownBy(() -> load(server).run(Duration.ofSeconds(20)))
          .hasMessageContaining("refused");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void keepsToItsPace() throws Exception {
    HttpServer server = serve(200);
    try {
      Acknowledged acknowledged = load(server).run(Duration.ofSeconds(1), 400);

      assertThat(acknowledged.events()).isBetween(200L, 480L);
    } finally {
      server.stop(0);
    }
  }

  private HttpServer serve(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          requests.incrementAndGet();
          byte[] reply = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, reply.length);
          exchange.getResponseBody().write(reply);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static HttpLoad load(HttpServer server) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new HttpLoad(url, "wk_test", 3);
  }
}
