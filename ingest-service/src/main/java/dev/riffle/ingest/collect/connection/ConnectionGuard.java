package dev.riffle.ingest.collect.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Watches over the connections of the HTTP server, from the accept on: at most so many, each with a
 * head in time, and none forgotten when the service stops. Thread-safe.
 *
 * <p>Neither Vert.x nor Quarkus knows a time limit for a request's head, nor lets anybody put a
 * handler on a connection before its first request. So this stands at the listening socket, where
 * Netty hands over what it has accepted.
 */
public final class ConnectionGuard {
  private final ConnectionLimits limits;
  private final Consumer<ConnectionEnd> ended;
  private final Set<ConnectionWatch> open = ConcurrentHashMap.newKeySet();
  private final List<ServerChannel> listening = new ArrayList<>();

  /**
   * @param ended told of every connection that is ended here; called on event loops
   */
  public ConnectionGuard(ConnectionLimits limits, Consumer<ConnectionEnd> ended) {
    this.limits = limits;
    this.ended = ended;
  }

  /** Stands at every listening socket that the server has now. */
  public void watch(Vertx vertx, HttpServerOptions options) {
    for (EventExecutor acceptor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
      if (acceptor instanceof SingleThreadEventLoop loop) {
        loop.execute(() ->
            loop.registeredChannelsIterator().forEachRemaining(channel -> watch(channel, options)));
      }
    }
  }

  /** The connection's watch; empty when it was accepted before this stood at its socket. */
  public static Optional<ConnectionWatch> of(HttpConnection connection) {
    return connection instanceof ConnectionBase base
        ? Optional.ofNullable(base.channel().attr(ConnectionWatch.KEY).get())
        : Optional.empty();
  }

  /** Accepts no connection any more, and ends those that rest between two requests. */
  public void drain() {
    synchronized (listening) {
      for (ServerChannel server : listening) {
        var _ = server.close();
      }
    }
    open.forEach(ConnectionWatch::endWhenIdle);
  }

  public int open() {
    return open.size();
  }

  private void watch(Channel channel, HttpServerOptions options) {
    if (channel instanceof ServerChannel server) {
      synchronized (listening) {
        if (!listening.contains(server)) {
          listening.add(server);
          server.pipeline().addFirst(new Accept(options));
        }
      }
    }
  }

  /** Sees every accepted connection before anything of it is read. */
  @Sharable
  private final class Accept extends ChannelInboundHandlerAdapter {
    private final HttpServerOptions options;

    Accept(HttpServerOptions options) {
      this.options = options;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      if (accepted instanceof Channel connection) {
        connection.pipeline().addLast(new ConnectionWatch(ConnectionGuard.this, options));
      }
      context.fireChannelRead(accepted);
    }
  }

  Duration headTimeout() {
    return limits.headTimeout();
  }

  /** False when there are too many; the connection is then not counted. */
  boolean opened(ConnectionWatch watch) {
    open.add(watch);
    if (open.size() <= limits.max()) {
      return true;
    }
    open.remove(watch);
    return false;
  }

  void closed(ConnectionWatch watch) {
    open.remove(watch);
  }

  void ends(ConnectionEnd reason) {
    ended.accept(reason);
  }
}
