package dev.riffle.local.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Follows the ingest service's stream. When it breaks, it is opened again where it ended, so that
 * nothing is missed while the service is restarted. Not thread-safe; blocks.
 */
public final class LiveTail {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int REASON_CHARACTERS_MAX = 500;

  private final Request request;
  private final Output output;
  private final BooleanSupplier worthWaiting;
  private String lastSeen = "";
  private boolean opened;
  private boolean away;
  private boolean unread;

  /**
   * What is asked for.
   *
   * @param service address of the ingest service
   * @param key read or admin key
   * @param filter parameters of the address
   */
  public record Request(URI service, String key, Map<String, String> filter) {
    public Request {
      filter = Map.copyOf(filter);
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "Request[" + service + "]";
    }

    private HttpRequest http(String lastSeen) {
      String query =
          filter.entrySet().stream()
              .map(part -> part.getKey() + "=" + encoded(part.getValue()))
              .sorted()
              .collect(Collectors.joining("&"));
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  service.resolve("/api/v1/live" + (query.isEmpty() ? "" : "?" + query)))
              .header("Authorization", "Bearer " + key)
              .header("Accept", "text/event-stream");
      return (lastSeen.isEmpty() ? request : request.header("Last-Event-ID", lastSeen)).build();
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  /**
   * Where it goes.
   *
   * @param json the data as they come, for programs
   * @param events takes what the stream shows; false when nobody reads it any more
   * @param remarks takes what else there is to say
   */
  public record Output(boolean json, Predicate<String> events, Consumer<String> remarks) {}

  /** The service does not give us the stream; the message is a sentence for the user. */
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * @param worthWaiting whether the service may come back, when it is away
   */
  public LiveTail(Request request, Output output, BooleanSupplier worthWaiting) {
    this.request = request;
    this.output = output;
    this.worthWaiting = worthWaiting;
  }

  /**
   * Follows until the service is away for good, or nobody reads any more.
   *
   * @throws RefusedException when it refuses, or never answered
   */
  public void follow() throws InterruptedException, RefusedException {
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build()) {
      readOnce(http);
      while (!unread) {
        sayAway();
        Thread.sleep(PAUSE);
        if (!worthWaiting.getAsBoolean()) {
          return;
        }
        readOnce(http);
      }
    }
  }

  private void readOnce(HttpClient http) throws InterruptedException, RefusedException {
    HttpResponse<InputStream> reply;
    try {
      reply = http.send(request.http(lastSeen), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      if (!opened) {
        throw new RefusedException(
            "No ingest service answers at " + request.service() + "; name another with --url.");
      }
      return;
    }
    try (BufferedReader stream =
        new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8))) {
      if (reply.statusCode() != 200) {
        refused(reply.statusCode(), stream);
        return;
      }
      sayOpen();
      show(stream);
    } catch (IOException e) {
      // the stream is cut; where it ended is known
      return;
    }
  }

  private void show(BufferedReader stream) throws IOException {
    LiveLine line = new LiveLine(ZoneId.systemDefault());
    for (Optional<ServerSentEvent> next = ServerSentEvent.read(stream);
        next.isPresent();
        next = ServerSentEvent.read(stream)) {
      ServerSentEvent event = next.get();
      lastSeen = event.id().isEmpty() ? lastSeen : event.id();
      if (!event.data().isEmpty()
          && !output.events().test(output.json() ? event.data() : line.of(event))) {
        unread = true;
        return;
      }
    }
  }

  /** A service that was there and is too busy, or about to stop, is asked again. */
  private void refused(int status, BufferedReader body) throws IOException, RefusedException {
    if (opened && status >= 500) {
      return;
    }
    char[] text = new char[REASON_CHARACTERS_MAX];
    int length = Math.max(0, body.read(text));
    String reason =
        switch (status) {
          case 401 -> "The key may not read the project; give a read key (rk_) with --key.";
          case 404 -> "The service at " + request.service() + " shows no events; is it another?";
          default -> "The service refuses: HTTP " + status + " " + new String(text, 0, length);
        };
    throw new RefusedException(reason);
  }

  private void sayOpen() {
    if (away) {
      output.remarks().accept("-- connected again --");
    } else if (!opened) {
      output.remarks().accept("-- waiting for events; Ctrl-C ends --");
    }
    opened = true;
    away = false;
  }

  private void sayAway() {
    if (!away) {
      output.remarks().accept("-- the stream ended --");
      away = true;
    }
  }
}
