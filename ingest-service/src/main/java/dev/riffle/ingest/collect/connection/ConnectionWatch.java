package dev.riffle.ingest.collect.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from its accept to its end. While no request is open on it, it waits for the head
 * of one, and not for long: from the accept, or later from the first byte. All fields belong to the
 * connection's event loop.
 */
public final class ConnectionWatch extends ChannelInboundHandlerAdapter {
  static final AttributeKey<ConnectionWatch> KEY = AttributeKey.valueOf(ConnectionWatch.class, "");

  /** As Vert.x names its handlers: the one that encrypts, and the one that reads requests. */
  private static final String TLS = "ssl";

  private static final String DECODER = "httpDecoder";

  /** How long what is still sent is thrown away, so that the sender gets to read our answer. */
  private static final int LINGER_SECONDS = 1;

  private static final String HEAD_TIMEOUT_ANSWER = answer("408 Request Timeout");
  private static final String BAD_BODY_ANSWER = answer("400 Bad Request");
  private static final String TOO_MANY_ANSWER = answer("503 Service Unavailable", "Retry-After: 2");

  private final ConnectionGuard guard;
  private final HttpServerOptions options;
  private @Nullable ChannelHandlerContext context;
  private @Nullable ScheduledFuture<?> headTimer;
  private int openRequests;
  private boolean readingHead;
  private boolean used;
  private boolean ending;

  ConnectionWatch(ConnectionGuard guard, HttpServerOptions options) {
    this.guard = guard;
    this.options = options;
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    context = active;
    Channel channel = active.channel();
    channel.attr(KEY).set(this);
    channel.closeFuture().addListener(_ -> closed());
    if (active.pipeline().get(TLS) == null) {
      readStrictly(active.pipeline());
    } else {
      active.pipeline().addAfter(TLS, "strictAfterHandshake", new StrictAfterHandshake());
    }
    active.fireChannelActive();
    if (guard.opened(this)) {
      startHeadTimer(active);
    } else {
      end(active, ConnectionEnd.TOO_MANY, TOO_MANY_ANSWER);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext read, Object bytes) {
    if (ending) {
      ReferenceCountUtil.release(bytes);
      return;
    }
    if (openRequests == 0) {
      readingHead = true;
      startHeadTimer(read);
    }
    read.fireChannelRead(bytes);
  }

  /** The head of a request is read. Called on the connection's event loop. */
  public void requestBegan() {
    openRequests++;
    used = true;
    readingHead = false;
    cancelHeadTimer();
  }

  /** The request is answered, or given up. Called on the connection's event loop. */
  public void requestEnded() {
    openRequests--;
  }

  /**
   * Ends the connection, unless something is on its way on it. On one that was never used, the
   * first request is about to come, or has come and is not read yet.
   */
  void endWhenIdle() {
    ChannelHandlerContext current = context;
    if (current == null) {
      return;
    }
    current
        .executor()
        .execute(() -> {
          if (used && openRequests == 0 && !readingHead && !ending) {
            guard.ends(ConnectionEnd.STOPPING);
            closeNow(current);
          }
        });
  }

  private void startHeadTimer(ChannelHandlerContext current) {
    if (headTimer == null) {
      headTimer =
          current
              .executor()
              .schedule(
                  () -> headTimedOut(current),
                  guard.headTimeout().toMillis(),
                  TimeUnit.MILLISECONDS);
    }
  }

  private void cancelHeadTimer() {
    if (headTimer != null) {
      headTimer.cancel(false);
      headTimer = null;
    }
  }

  private void headTimedOut(ChannelHandlerContext current) {
    headTimer = null;
    if (openRequests == 0 && !ending) {
      // the bytes of a handshake do not begin a head
      boolean began = readingHead && current.pipeline().get(StrictRequestDecoder.class) != null;
      end(current, ConnectionEnd.HEAD_TIMEOUT, began ? HEAD_TIMEOUT_ANSWER : "");
    }
  }

  private void refuseBody() {
    ChannelHandlerContext current = context;
    if (current != null && !ending) {
      end(current, ConnectionEnd.BAD_BODY, BAD_BODY_ANSWER);
    }
  }

  /** From the first bytes after the handshake on, before which there is no decoder. */
  private final class StrictAfterHandshake extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext decrypted, Object bytes) {
      readStrictly(decrypted.pipeline());
      decrypted.pipeline().remove(this);
      decrypted.fireChannelRead(bytes);
    }
  }

  private void readStrictly(ChannelPipeline pipeline) {
    if (pipeline.get(DECODER) instanceof VertxHttpRequestDecoder decoder) {
      pipeline.replace(decoder, DECODER, new StrictRequestDecoder(options, this::refuseBody));
    }
  }

  /** Answers, unless the connection is to be encrypted and is not yet, and ends. */
  private void end(ChannelHandlerContext current, ConnectionEnd reason, String answer) {
    ending = true;
    guard.ends(reason);
    SslHandler tls = current.pipeline().get(SslHandler.class);
    // the one that writes through what encrypts
    ChannelHandlerContext writer =
        current.pipeline().get(TLS) == null ? current : current.pipeline().context(DECODER);
    if (answer.isEmpty()
        || writer == null
        || !(current.channel() instanceof DuplexChannel channel)) {
      closeNow(current);
      return;
    }
    var _ =
        writer
            .writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII))
            .addListener(ChannelFutureListener.CLOSE_ON_FAILURE)
            .addListener(_ -> {
              var _ = tls == null ? channel.shutdownOutput() : tls.closeOutbound();
            });
    var _ =
        current
            .executor()
            .schedule(() -> channel.close().isDone(), LINGER_SECONDS, TimeUnit.SECONDS);
  }

  private static String answer(String status, String... fields) {
    List<String> lines = new ArrayList<>(List.of("HTTP/1.1 " + status));
    lines.addAll(List.of(fields));
    lines.addAll(List.of("Connection: close", "Content-Length: 0", "", ""));
    return String.join("\r\n", lines);
  }

  private static void closeNow(ChannelHandlerContext current) {
    var _ = current.close();
  }

  private void closed() {
    cancelHeadTimer();
    guard.closed(this);
  }
}
