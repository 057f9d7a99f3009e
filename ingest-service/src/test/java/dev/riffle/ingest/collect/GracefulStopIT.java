package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.event.EventRecord;
import dev.riffle.project.ApiKey;
import dev.riffle.project.KeyScope;
import dev.riffle.testing.KafkaEngine;
import dev.riffle.testing.PostgresEngine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** SIGTERM to a real process under load, by clients that count what they are told. */
class GracefulStopIT {
  private static final ApiKey WRITE = ApiKey.generate(KeyScope.WRITE, new Random(1));
  private static final ApiKey READ = ApiKey.generate(KeyScope.READ, new Random(2));
  private static final int CLIENTS = 16;
  private static final Duration STOP_MAX = Duration.ofSeconds(30);

  /** Half the delay after which the listening socket is closed; until then everybody is served. */
  private static final Duration SERVED = Duration.ofMillis(1500);

  private volatile long closesAt = Long.MAX_VALUE;
  private volatile boolean stopping;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger cut = new AtomicInteger();
  private final AtomicInteger refusedConnections = new AtomicInteger();
  private final AtomicInteger otherReplies = new AtomicInteger();
  private final AtomicInteger repliesWhileStopping = new AtomicInteger();
  private final AtomicInteger keptOpen = new AtomicInteger();

  @Test
  void everyAcknowledgedEventIsInTheTopicAndNoReplyIsMissing(@TempDir Path folder)
      throws Exception {
    try (KafkaEngine kafka = KafkaEngine.start();
        PostgresEngine postgres = PostgresEngine.start()) {
      addKey(postgres, WRITE);
      addKey(postgres, READ);
      try (ServiceProcess service =
          ServiceProcess.start(kafka, postgres, folder.resolve("service.log"))) {
        TopicTail tail = new TopicTail(kafka.bootstrapServers(), "events");
        List<Future<?>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int i = 0; i < CLIENTS; i++) {
            clients.add(threads.submit(() -> post(service.port())));
          }
          await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > 2_000);

          StreamReader viewer = watch(service.port());
          long start = System.nanoTime();
          closesAt = start + SERVED.toNanos();
          service.terminate();
          await().atMost(Duration.ofSeconds(1)).until(() -> service.readiness() == 503);
          assertThat(viewer.endsWithin(Duration.ofSeconds(2))).as("nobody waits for it").isTrue();
          stopping = true;
          assertThat(service.ends(STOP_MAX)).isTrue();
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          for (Future<?> client : clients) {
            client.get();
          }
          System.out.printf(
              "stop: %,d ms, %,d requests acknowledged, %d cut, %d refused connections, %d others%n",
              took.toMillis(),
              acknowledged.size(),
              cut.get(),
              refusedConnections.get(),
              otherReplies.get());
        }
        Set<String> stored =
            tail.read().stream().map(EventRecord::messageId).collect(Collectors.toSet());
        tail.close();
        assertThat(stored)
            .as("neither an acknowledged event missing, nor a request taken in and not answered")
            .containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(cut).as("requests without an answer").hasValue(0);
        assertThat(otherReplies).hasValue(0);
        assertThat(repliesWhileStopping).hasPositiveValue();
        assertThat(keptOpen).as("replies while stopping that keep the connection").hasValue(0);
        assertThat(refusedConnections).as("every client ended so").hasValue(CLIENTS);
      }
    }
  }

  /** Posts on a connection as long as it is told to keep it, until nobody listens any more. */
  private void post(int port) {
    boolean accepted = false;
    try {
      while (true) {
        accepted = false;
        try (RawConnection connection = new RawConnection(port)) {
          boolean keep = true;
          while (keep) {
            keep = postOnce(connection);
            accepted = true;
          }
        }
      }
    } catch (ConnectException e) {
      refusedConnections.incrementAndGet();
    } catch (IOException e) {
      // what the kernel has connected and nobody has accepted is reset with the listening socket
      (accepted || System.nanoTime() < closesAt ? cut : refusedConnections).incrementAndGet();
    }
  }

  private boolean postOnce(RawConnection connection) throws IOException {
    String id = "m-" + ids.incrementAndGet();
    String body = "{\"event\":\"e\",\"userId\":\"u-%s\",\"messageId\":\"%s\"}".formatted(id, id);
    String basic =
        Base64.getEncoder().encodeToString((WRITE.text() + ":").getBytes(StandardCharsets.UTF_8));
    boolean sentWhileStopping = stopping;
    connection.send(
        "POST /v1/track HTTP/1.1\r\nHost: x\r\nAuthorization: Basic %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(basic, body.length(), body));
    String reply = connection.readReply();
    if (reply.startsWith("HTTP/1.1 200 ")) {
      acknowledged.add(id);
    } else if (reply.isEmpty()) {
      throw new SocketException("closed without an answer");
    } else {
      otherReplies.incrementAndGet();
    }
    boolean keep = !reply.toLowerCase(Locale.ROOT).contains("connection: close");
    if (sentWhileStopping) {
      repliesWhileStopping.incrementAndGet();
      if (keep) {
        keptOpen.incrementAndGet();
      }
    }
    return keep;
  }

  private static StreamReader watch(int port) throws Exception {
    return StreamReader.open(
        HttpClient.newHttpClient(),
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/live"))
            .header("Authorization", "Bearer " + READ.text())
            .build());
  }

  static void addKey(PostgresEngine postgres, ApiKey key) throws Exception {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(postgres.jdbcUrl());
    dataSource.setUser(postgres.user());
    dataSource.setPassword(postgres.password());
    KeySchema schema = new KeySchema(dataSource);
    schema.create();
    schema.add(key, key.scope());
  }
}
