package dev.riffle.acceptance.system;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What is in ClickHouse, asked straight from the engine. Thread-safe.
 *
 * @param url of the engine's HTTP interface
 */
public record StoredEvents(URI url, String database, String user, String password) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /**
   * The three numbers that tell whether everything landed exactly once.
   *
   * @param rows all rows
   * @param messages distinct message ids among the rows that have one
   * @param ingested distinct ingest ids: fewer than rows means that we stored an event twice
   */
  public record Landed(long rows, long messages, long ingested) {}

  /** The engine has answered, and not with rows. */
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /** Counts the rows of the senders whose user id begins with the prefix; all when it is empty. */
  public Landed landed(String userIdPrefix) throws IOException, InterruptedException {
    String[] cells =
        query(
                "SELECT count(), uniqExactIf(mid, mid != 0), uniqExact(_ingest_id) FROM events"
                    + " WHERE (project, aid) IN (SELECT project, aid FROM persons"
                    + " WHERE startsWith(sender_id, {prefix:String}))",
                "prefix",
                userIdPrefix)
            .strip()
            .split("\t", -1);
    return new Landed(Long.parseLong(cells[0]), Long.parseLong(cells[1]), Long.parseLong(cells[2]));
  }

  public long rows() throws IOException, InterruptedException {
    return Long.parseLong(query("SELECT count() FROM events").strip());
  }

  /**
   * Runs one statement that may run twice: a question, or one that changes nothing the second time.
   *
   * @param namesAndValues of its parameters, in turns
   * @return tab-separated rows
   * @throws IOException with the engine's message when it refuses, or is away
   */
  public String query(String sql, String... namesAndValues)
      throws IOException, InterruptedException {
    return new String(bytes(sql, namesAndValues), StandardCharsets.UTF_8);
  }

  /** The same, for answers in a binary format. */
  public byte[] bytes(String sql, String... namesAndValues)
      throws IOException, InterruptedException {
    StringBuilder parameters = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.append("&param_").append(namesAndValues[i]).append('=');
      parameters.append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
    }
    byte[] body = sql.getBytes(StandardCharsets.UTF_8);
    try {
      return send(parameters.toString(), body);
    } catch (RefusedException e) {
      throw e;
    } catch (IOException e) {
      // a kept connection may have been closed by the engine meanwhile; asking twice harms nothing
      return send(parameters.toString(), body);
    }
  }

  /** Inserts rows in the format that the statement names; settings are {@code &name=value}. */
  public void insert(String sql, byte[] rows, String settings)
      throws IOException, InterruptedException {
    send("&query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8) + settings, rows);
  }

  private byte[] send(String parameters, byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/?database=" + database + parameters))
            .timeout(TIMEOUT)
            .header("X-ClickHouse-User", user)
            .header("X-ClickHouse-Key", password)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> reply = HTTP.send(request, BodyHandlers.ofByteArray());
    if (reply.statusCode() != 200) {
      throw new RefusedException(
          "the engine refused: " + new String(reply.body(), StandardCharsets.UTF_8));
    }
    return reply.body();
  }
}
