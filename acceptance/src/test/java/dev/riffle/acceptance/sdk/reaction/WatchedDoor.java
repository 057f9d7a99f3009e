package dev.riffle.acceptance.sdk.reaction;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A proxy before a real ingest service, which passes everything on as it is and remembers the
 * statuses of the replies to events. It can lose replies, as a proxy does that answers 502 when the
 * service took too long: the service has the events, and the SDK believes it has not. Thread-safe.
 */
final class WatchedDoor implements AutoCloseable {
  private static final int BAD_GATEWAY = 502;

  /** What belongs to a connection and is not passed on, or what the client sets by itself. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  private final URI target;
  private final String scheme;
  private final AtomicInteger repliesToLose;
  private final List<Integer> statuses = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpServer server;

  private WatchedDoor(URI target, int repliesToLose, Optional<SSLContext> tls) throws IOException {
    this.target = target;
    this.scheme = tls.isPresent() ? "https" : "http";
    this.repliesToLose = new AtomicInteger(repliesToLose);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    this.server = tls.isPresent() ? https(address, tls.get()) : HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  /** Opens one, which ends TLS if an SDK speaks nothing else. */
  @FunctionalInterface
  interface Opening {
    WatchedDoor open(Optional<SSLContext> tls) throws IOException;
  }

  static Opening before(URI target) {
    return tls -> new WatchedDoor(target, 0, tls);
  }

  /** One whose first replies never arrive. */
  static Opening losing(int replies, URI target) {
    return tls -> new WatchedDoor(target, replies, tls);
  }

  private static HttpServer https(InetSocketAddress address, SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return server;
  }

  URI url() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What the service itself has replied, in that order. */
  List<Integer> statuses() {
    return List.copyOf(statuses);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> reply = client.send(request(exchange), BodyHandlers.ofByteArray());
      boolean isOfEvents = carriesEvents(exchange);
      if (isOfEvents) {
        statuses.add(reply.statusCode());
      }
      if (isOfEvents && repliesToLose.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
        exchange.sendResponseHeaders(BAD_GATEWAY, -1);
        return;
      }
      reply
          .headers()
          .map()
          .forEach((name, values) -> {
            if (isPassedOn(name)) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      int length = reply.body().length;
      exchange.sendResponseHeaders(reply.statusCode(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(reply.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not a preflight, nor what an SDK asks for itself. */
  private static boolean carriesEvents(HttpExchange exchange) {
    URI asked = exchange.getRequestURI();
    return switch (exchange.getRequestMethod()) {
      case "POST" -> !asked.getPath().startsWith("/flags");
      case "GET" -> asked.getPath().startsWith("/track");
      default -> false;
    };
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (isPassedOn(name)) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  private static boolean isPassedOn(String header) {
    return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
    threads.close();
  }
}
