package dev.riffle.local.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.riffle.local.live.LiveTail.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a service that answers each request with the next reply and then ends the stream. */
class LiveTailTest {
  private static final String EVENT = "id: a-%1$d\nevent: accepted\ndata: {\"n\":%1$d}\n\n";

  private final List<String> events = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final Queue<Reply> replies = new ArrayDeque<>();
  private HttpServer service;

  private record Reply(int status, String body) {}

  @BeforeEach
  void listen() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::answer);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Test
  void asksWithItsKeyAndFilter() throws Exception {
    replies.add(new Reply(200, EVENT.formatted(1)));

    follow(Map.of("event", "Sold & out", "outcome", "rejected"));

    assertThat(requests)
        .containsExactly("/api/v1/live?event=Sold+%26+out&outcome=rejected Bearer rk_1 null");
    assertThat(events).containsExactly("{\"n\":1}");
  }

  @Test
  void goesOnWhereTheStreamEnded() throws Exception {
    replies.add(new Reply(200, EVENT.formatted(1) + "id: a-2\n\n"));
    replies.add(new Reply(503, "stopping"));
    replies.add(new Reply(200, EVENT.formatted(3)));

    follow(Map.of());

    assertThat(requests)
        .containsExactly(
            "/api/v1/live Bearer rk_1 null",
            "/api/v1/live Bearer rk_1 a-2",
            "/api/v1/live Bearer rk_1 a-2");
    assertThat(events).containsExactly("{\"n\":1}", "{\"n\":3}");
    assertThat(remarks)
        .containsExactly(
            "-- waiting for events; Ctrl-C ends --",
            "-- the stream ended --",
            "-- connected again --",
            "-- the stream ended --");
  }

  @Test
  void endsWhenNobodyReadsAnyMore() throws Exception {
    replies.add(new Reply(200, EVENT.formatted(1) + EVENT.formatted(2)));
    replies.add(new Reply(200, EVENT.formatted(3)));

    follow(Map.of(), line -> false);

    assertThat(replies).hasSize(1);
    assertThat(remarks).containsExactly("-- waiting for events; Ctrl-C ends --");
  }

  @Test
  void saysWhatIsWrongWithTheKey() {
    replies.add(new Reply(401, "{}"));

    assertThatThrownBy(() -> follow(Map.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("read key (rk_)");
  }

  @Test
  void saysWhatTheServiceSaid() {
    replies.add(new Reply(503, "{\"detail\":\"as many streams are open\"}"));

    assertThatThrownBy(() -> follow(Map.of()))
        .hasMessage("The service refuses: HTTP 503 {\"detail\":\"as many streams are open\"}");
  }

  @Test
  void saysThatNobodyAnswers() {
    service.stop(0);

    assertThatThrownBy(() -> follow(Map.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("No ingest service answers at http://127.0.0.1:");
  }

  /** Until all replies are used. */
  private void follow(Map<String, String> filter) throws Exception {
    follow(filter, events::add);
  }

  private void follow(Map<String, String> filter, Predicate<String> output) throws Exception {
    URI url = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    new LiveTail(
            new LiveTail.Request(url, "rk_1", filter),
            new LiveTail.Output(true, output, remarks::add),
            () -> !replies.isEmpty())
        .follow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getRequestHeaders().getFirst("Last-Event-ID"));
    Reply reply = replies.remove();
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), 0);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
