package dev.riffle.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The least that takes events by HTTP and keeps them in Kafka: reads the JSON of a batch, hands
 * each event over as it came, and answers when all are acknowledged. No keys, limits, rules, types,
 * times, ids or enrichment. What collect is measured against beside a producer, which has no HTTP
 * and no JSON. A process of its own, with the server, parser, memory and producer settings of the
 * ingest service.
 */
public final class SmallestCollector extends AbstractVerticle {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORM = "data=";
  private static final int GZIP_MAGIC = 0x1f;
  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final int port;

  private SmallestCollector(KafkaProducer<byte[], byte[]> producer, String topic, int port) {
    this.producer = producer;
    this.topic = topic;
    this.port = port;
  }

  /** Arguments: bootstrap servers, topic, port. Runs until it is killed. */
  public static void main(String[] arguments) {
    Map<String, Object> settings = new HashMap<>(CollectBenchmark.PRODUCER_SETTINGS);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    int port = Integer.parseInt(arguments[2]);
    Vertx.vertx()
        .deployVerticle(
            () -> new SmallestCollector(producer, arguments[1], port),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .onFailure(failure -> {
          failure.printStackTrace();
          System.exit(1);
        });
  }

  @Override
  public void start() {
    vertx
        .createHttpServer()
        .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
        .listen(port, InetAddress.getLoopbackAddress().getHostAddress());
  }

  private void take(HttpServerRequest request, Buffer body) {
    List<JsonNode> events;
    try {
      events = events(JSON.readTree(decoded(body.getBytes())));
    } catch (IOException e) {
      request.response().setStatusCode(400).end(String.valueOf(e.getMessage()));
      return;
    }
    AtomicInteger left = new AtomicInteger(events.size());
    for (JsonNode event : events) {
      // the callback is what waits for it
      var _ =
          producer.send(
              new ProducerRecord<>(topic, event.toString().getBytes(StandardCharsets.UTF_8)),
              (metadata, failure) -> {
                if (failure != null) {
                  context.runOnContext(none -> request.response().setStatusCode(503).end());
                } else if (left.decrementAndGet() == 0) {
                  context.runOnContext(none -> request.response().end("{}"));
                }
              });
    }
  }

  /** The body itself, or the only array in it. */
  private static List<JsonNode> events(JsonNode body) throws IOException {
    for (JsonNode candidate : body.isArray() ? List.of(body) : body) {
      if (candidate.isArray()) {
        List<JsonNode> events = new ArrayList<>();
        candidate.forEach(events::add);
        return events;
      }
    }
    throw new IOException("no events");
  }

  private static byte[] decoded(byte[] body) throws IOException {
    if (body[0] == GZIP_MAGIC) {
      return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    if (body[0] == FORM.charAt(0)) {
      String text = new String(body, StandardCharsets.US_ASCII).substring(FORM.length());
      return Base64.getDecoder().decode(URLDecoder.decode(text, StandardCharsets.US_ASCII));
    }
    return body;
  }

  /** One that runs. */
  record Running(Process process, URI url) implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /** Starts one, and returns when it listens. The topic must be there. */
  static Running start(String bootstrapServers, String topic, Path log)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                System.getProperty("java.class.path"),
                SmallestCollector.class.getName(),
                bootstrapServers,
                topic,
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Running running = new Running(process, URI.create("http://127.0.0.1:" + port));
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!listens(port)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        running.close();
        throw new IllegalStateException("the smallest collector did not start, see " + log);
      }
      Thread.sleep(POLL);
    }
    return running;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
