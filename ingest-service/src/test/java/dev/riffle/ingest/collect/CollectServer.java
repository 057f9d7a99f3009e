package dev.riffle.ingest.collect;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/** The real routes on a port of this machine, over a collector that may be exchanged. */
final class CollectServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Executor executor = task -> Thread.ofVirtual().start(task);
  private final AtomicReference<Router> router = new AtomicReference<>(Router.router(vertx));
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpServer server =
      vertx
          .createHttpServer()
          .requestHandler(request -> router.get().handle(request))
          .listen(0, "127.0.0.1")
          .toCompletionStage()
          .toCompletableFuture()
          .join();

  void serve(CollectorFixture collector) {
    Router routes = Router.router(vertx);
    collector.register(routes, executor);
    router.set(routes);
  }

  URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + pathAndQuery);
  }

  HttpClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
