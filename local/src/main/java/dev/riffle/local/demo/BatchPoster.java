package dev.riffle.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

/**
 * Posts batches and repeats each until it has an answer: when the service is busy or unreachable
 * the same bytes are sent again after a growing pause, so the message ids stay the same.
 * Thread-safe; {@link #post} blocks.
 */
final class BatchPoster implements AutoCloseable {
  /** Busy or broken for now; everything else that is no 2xx is final. */
  private static final Set<Integer> WORTH_REPEATING = Set.of(408, 429, 500, 502, 503, 504);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(60);
  private static final int REASON_CHARACTERS_MAX = 300;

  private final HttpClient http;
  private final URI url;
  private final String writeKey;
  private final Backoff backoff;

  BatchPoster(URI url, String writeKey, Backoff backoff) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    this.url = url;
    this.writeKey = writeKey;
    this.backoff = backoff;
  }

  /**
   * What became of a batch.
   *
   * @param accepted records that the service acknowledged
   * @param repeats how often the batch was sent again
   * @param reason why the others were refused; empty when none was
   */
  record Receipt(int accepted, int repeats, String reason) {}

  /** The service takes nothing from us: going on is useless. */
  static final class DemoStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoStoppedException(String message) {
      super(message);
    }
  }

  /**
   * Sends until answered.
   *
   * @throws DemoStoppedException when the key is refused, or no answer came for as long as the
   *     back-off allows
   */
  Receipt post(Door door, byte[] gzipped, int records) throws InterruptedException {
    HttpRequest request = request(door, gzipped);
    for (int repeats = 0; ; repeats++) {
      String trouble;
      try {
        HttpResponse<String> reply = http.send(request, BodyHandlers.ofString());
        int status = reply.statusCode();
        if (status / 100 == 2) {
          int accepted = Reply.accepted(reply.body(), records);
          String reason = accepted < records ? shortened(reply.body()) : "";
          return new Receipt(accepted, repeats, reason);
        }
        trouble = "HTTP " + status + ": " + shortened(reply.body());
        if (status == 401 || status == 403) {
          throw new DemoStoppedException("The write key was refused (" + trouble + ")");
        }
        if (!WORTH_REPEATING.contains(status)) {
          return new Receipt(Reply.acceptedOfRefused(reply.body()), repeats, trouble);
        }
      } catch (IOException e) {
        trouble = "no connection to " + url;
      }
      if (repeats >= backoff.repeatsMax()) {
        throw new DemoStoppedException("Gave up after " + repeats + " repetitions: " + trouble);
      }
      Thread.sleep(backoff.pause(repeats));
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest request(Door door, byte[] gzipped) {
    byte[] credentials = (writeKey + ':').getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(url.resolve(door.path()))
        .timeout(REPLY_TIMEOUT)
        .header("Content-Type", "application/json")
        .header("Content-Encoding", "gzip")
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
        .POST(BodyPublishers.ofByteArray(gzipped))
        .build();
  }

  private static String shortened(String body) {
    return body.substring(0, Math.min(body.length(), REASON_CHARACTERS_MAX));
  }

  /**
   * Pauses between repetitions: doubling from the first up to the longest.
   *
   * @param repeatsMax after so many repetitions without an answer the demo gives up
   */
  record Backoff(Duration first, Duration longest, int repeatsMax) {
    /** About five minutes in all: longer than any part takes to come back. */
    static final Backoff PATIENT = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), 64);

    Duration pause(int repeats) {
      Duration doubled = first.multipliedBy(1L << Math.min(repeats, 20));
      return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
  }
}
