package dev.riffle.query.rest.page;

import dev.riffle.query.config.RiffleConfig;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The stream of the ingest service ({@code docs/live.md}) at this service's own origin: the page
 * talks to nobody else, and its key does not leave the session. The ingest service decides who sees
 * what, and how many may look.
 */
@Path("/api/v1/live")
public class LiveEvents {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
  private static final int BUFFER_BYTES = 8192;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final URI ingest;
  private final Caller caller;

  LiveEvents(RiffleConfig config, Caller caller) {
    this.ingest = config.page().ingestUrl();
    this.caller = caller;
  }

  @Operation(hidden = true)
  @GET
  @RunOnVirtualThread
  @Requires(Access.ASK)
  public RestResponse<StreamingOutput> live(@Context UriInfo address, @Context HttpHeaders headers)
      throws InterruptedException {
    String query = address.getRequestUri().getRawQuery();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ingest.resolve("/api/v1/live" + (query == null ? "" : "?" + query)))
            .timeout(ANSWER_TIMEOUT)
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + caller.presented().text());
    String last = headers.getHeaderString("Last-Event-ID");
    if (last != null) {
      request.header("Last-Event-ID", last);
    }
    HttpResponse<InputStream> stream = opened(request.build());
    return RestResponse.ResponseBuilder.<StreamingOutput>create(stream.statusCode())
        .entity(out -> pass(stream.body(), out))
        .header(
            HttpHeaders.CONTENT_TYPE,
            stream.headers().firstValue("Content-Type").orElse("text/event-stream"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private HttpResponse<InputStream> opened(HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new ProblemException(
          ProblemType.INGEST_UNAVAILABLE,
          "Live events come from the ingest service, which cannot be reached at the moment.");
    }
  }

  /** Until either side ends it; the stream's heartbeats find out when the reader has gone. */
  private static void pass(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from) {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        to.write(buffer, 0, read);
        to.flush();
      }
    }
  }
}
