package dev.riffle.ingest.load.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real connections to an engine that only says yes, and tells them apart by the client's port. */
class KeptConnectionsIT {
  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private HttpServer engine;

  @BeforeEach
  void startEngine() throws IOException {
    engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.createContext(
        "/",
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    engine.start();
  }

  @AfterEach
  void stopEngine() {
    engine.stop(0);
  }

  @Test
  void aConnectionIsUsedAgainUntilItHasBeenIdleForTooLong() {
    String url = "http://127.0.0.1:" + engine.getAddress().getPort();
    try (ClickHouse clickHouse = new ClickHouse(url, "d", "u", "p", Duration.ofSeconds(10))) {
      clickHouse.execute("SELECT 1", Map.of());
      clickHouse.execute("SELECT 2", Map.of());
      pass(ClickHouse.IDLE_MAX.plusMillis(500));
      clickHouse.execute("SELECT 3", Map.of());
    }

    assertThat(ports).hasSize(3);
    assertThat(ports.get(1)).isEqualTo(ports.get(0));
    assertThat(ports.get(2)).isNotEqualTo(ports.get(1));
  }

  private static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
  }
}
