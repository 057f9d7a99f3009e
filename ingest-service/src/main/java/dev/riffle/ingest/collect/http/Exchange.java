package dev.riffle.ingest.collect.http;

import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.Refusal;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.Door;
import dev.riffle.ingest.collect.protocol.DoorsAtPath;
import dev.riffle.ingest.collect.protocol.ReceivedRequest;
import dev.riffle.ingest.collect.protocol.Reply;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply. The body is read on the event loop; a large one is decoded elsewhere.
 * All fields belong to the event loop.
 *
 * <p>A request that Quarkus hands to a route is paused: it must be resumed, or its body never
 * comes.
 */
final class Exchange {
  private static final long LINGER_MILLIS = 1000;
  private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

  private final CollectRoutes.Edge edge;
  private final DoorsAtPath doors;
  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Context eventLoop;
  private final long startedAt = System.nanoTime();
  private final Buffer body = Buffer.buffer();
  private long reserved;
  private @Nullable Long timer;
  private long lastChunkAt = startedAt;
  private boolean bodyRead;
  private boolean finished;

  Exchange(CollectRoutes.Edge edge, DoorsAtPath doors, Vertx vertx, HttpServerRequest request) {
    this.edge = edge;
    this.doors = doors;
    this.vertx = vertx;
    this.request = request;
    this.eventLoop = vertx.getOrCreateContext();
  }

  void start() {
    if (request.method().equals(HttpMethod.GET)) {
      collect(query().getBytes(StandardCharsets.UTF_8), 0);
      return;
    }
    long announced = announcedBytes();
    request.handler(this::append);
    request.endHandler(_ -> bodyComplete());
    request.exceptionHandler(_ -> release());
    if (announced > bodyBytesMax()) {
      refuse(bodyTooLarge());
    } else if (!reserve(announced < 0 ? bodyBytesMax() : announced)) {
      refuse(overloaded());
    } else {
      timer = vertx.setTimer(patienceMillis(), _ -> lookAtBody());
    }
    request.resume();
  }

  private void append(Buffer chunk) {
    if (finished) {
      return;
    }
    if (body.length() + chunk.length() > bodyBytesMax()) {
      refuse(bodyTooLarge());
      return;
    }
    body.appendBuffer(chunk);
    lastChunkAt = System.nanoTime();
  }

  private void bodyComplete() {
    bodyRead = true;
    if (finished) {
      return;
    }
    cancelTimer();
    byte[] bytes = body.getBytes();
    boolean gzip = ContentDecoder.isGzip(bytes);
    // what gzip says that it becomes: the most that it could become would be many times too much
    int inflated = gzip ? edge.decoder().announcedBytes(bytes) : 0;
    if (!reserve(inflated)) {
      refuse(overloaded());
      return;
    }
    if (gzip || bytes.length > EdgeLimits.EVENT_LOOP_BYTES) {
      edge.executor().execute(() -> collect(bytes, inflated));
    } else {
      collect(bytes, inflated);
    }
  }

  /** When gzip became more than it had said, room is needed for the most that it may become. */
  private void collectInflated(byte[] bytes, int reservedBefore) {
    if (finished) {
      return;
    }
    int inflated = edge.limits().request().inflatedBytes();
    if (reserve(inflated - reservedBefore)) {
      edge.executor().execute(() -> collect(bytes, inflated));
    } else {
      refuse(overloaded());
    }
  }

  /** The outermost loop of a request: whatever goes wrong in it is logged, counted and answered. */
  private void collect(byte[] bytes, int inflatedBytes) {
    Door door = doors.first();
    CompletionStage<Reply> reply;
    try {
      byte[] decoded =
          edge.decoder()
              .decode(bytes, request.getHeader(HttpHeaders.CONTENT_ENCODING), inflatedBytes);
      if (decoded == null) {
        eventLoop.runOnContext(_ -> collectInflated(bytes, inflatedBytes));
        return;
      }
      ReceivedRequest received = received(decoded, bytes.length);
      door = doors.choose(received);
      reply = edge.collector().collect(door, received);
    } catch (RefusedRequestException e) {
      reply = CompletableFuture.completedFuture(edge.collector().refuse(door, e.refusal()));
    } catch (RuntimeException e) {
      reply = CompletableFuture.failedFuture(e);
    }
    Door chosen = door;
    CompletionStage<Void> _ =
        reply
            .exceptionally(failure -> failed(chosen, failure))
            .thenAccept(answer -> eventLoop.runOnContext(_ -> write(chosen, answer, false)));
  }

  private ReceivedRequest received(byte[] decoded, int bytesReceived) {
    String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
    return new ReceivedRequest(
        doors.path(),
        query(),
        request.getHeader(HttpHeaders.AUTHORIZATION),
        request::getHeader,
        new Client(
            ClientNetwork.address(request.remoteAddress()), userAgent == null ? "" : userAgent),
        ClientNetwork.of(request.remoteAddress()),
        decoded,
        bytesReceived);
  }

  private String query() {
    String query = request.query();
    return query == null ? "" : query;
  }

  private Reply failed(Door door, Throwable failure) {
    LOG.log(System.Logger.Level.ERROR, "a request failed without a known reason", failure);
    return edge.collector()
        .refuse(door, new Refusal(Problem.INTERNAL, "", "the request failed on our side"));
  }

  /** Refuses before the body is read to its end, and so gives up the connection. */
  private void refuse(Refusal refusal) {
    Door door = doors.first();
    write(door, edge.collector().refuse(door, refusal), true);
  }

  private void lookAtBody() {
    long patience = patienceMillis();
    if (patience > 0) {
      timer = vertx.setTimer(patience, _ -> lookAtBody());
      return;
    }
    refuse(
        new Refusal(
            Problem.BODY_TIMEOUT,
            "",
            "the body did not arrive within %d s, or stood still for %d s"
                .formatted(
                    edge.limits().bodyTimeout().toSeconds(),
                    edge.limits().bodyIdle().toSeconds())));
  }

  /** How long the body may still take, if nothing more of it comes. */
  private long patienceMillis() {
    long now = System.nanoTime();
    long whole = edge.limits().bodyTimeout().toNanos() - (now - startedAt);
    long idle = edge.limits().bodyIdle().toNanos() - (now - lastChunkAt);
    return Math.ceilDiv(Math.min(whole, idle), 1_000_000L);
  }

  private void write(Door door, Reply reply, boolean close) {
    if (finished) {
      return;
    }
    release();
    edge.metrics()
        .finished(
            door.vendor(),
            reply.status(),
            body.length(),
            Duration.ofNanos(System.nanoTime() - startedAt));
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    Cors.allow(request, response);
    response.setStatusCode(reply.status()).putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType());
    if (!reply.retryAfter().isZero()) {
      response.putHeader("Retry-After", Long.toString(reply.retryAfter().toSeconds()));
    }
    if (close) {
      response.putHeader("Connection", "close");
      response.end(reply.body()).onComplete(_ -> closeAfterBody());
    } else {
      response.end(reply.body());
    }
  }

  /**
   * A connection that is closed while its client still sends is reset, and the client may never
   * read the reply. So what comes is thrown away for a while.
   */
  private void closeAfterBody() {
    if (bodyRead) {
      request.connection().close();
    } else {
      request.endHandler(_ -> request.connection().close());
      vertx.setTimer(LINGER_MILLIS, _ -> request.connection().close());
    }
  }

  private void release() {
    finished = true;
    cancelTimer();
    edge.budget().release(reserved);
    reserved = 0;
  }

  private void cancelTimer() {
    if (timer != null) {
      vertx.cancelTimer(timer);
      timer = null;
    }
  }

  private boolean reserve(long bytes) {
    if (!edge.budget().tryReserve(bytes)) {
      return false;
    }
    reserved += bytes;
    return true;
  }

  /** The size that the head announces, or -1 when it announces none. */
  private long announcedBytes() {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private int bodyBytesMax() {
    return edge.limits().request().bodyBytes();
  }

  private Refusal bodyTooLarge() {
    return new Refusal(
        Problem.BODY_TOO_LARGE, "", "a body has at most " + bodyBytesMax() + " bytes");
  }

  private static Refusal overloaded() {
    return new Refusal(Problem.OVERLOADED, "", "too much is on its way at the moment");
  }
}
