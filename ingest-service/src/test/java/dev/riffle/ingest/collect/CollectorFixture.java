package dev.riffle.ingest.collect;

import dev.riffle.ingest.collect.admission.Admission;
import dev.riffle.ingest.collect.admission.IngestIds;
import dev.riffle.ingest.collect.admission.KeyHolder;
import dev.riffle.ingest.collect.admission.RateLimit;
import dev.riffle.ingest.collect.admission.RateLimiter;
import dev.riffle.ingest.collect.canonical.PropertyLimits;
import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.enrichment.Enrichment;
import dev.riffle.ingest.collect.enrichment.KnownUserAgents;
import dev.riffle.ingest.collect.enrichment.Places;
import dev.riffle.ingest.collect.http.CollectRoutes;
import dev.riffle.ingest.collect.http.EdgeLimits;
import dev.riffle.ingest.collect.live.LiveFeed;
import dev.riffle.ingest.collect.live.LiveLimits;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.Door;
import dev.riffle.ingest.collect.protocol.DoorsAtPath;
import dev.riffle.ingest.collect.protocol.JsonReader;
import dev.riffle.ingest.collect.protocol.ReceivedRequest;
import dev.riffle.ingest.collect.protocol.Reply;
import dev.riffle.ingest.collect.protocol.RequestLimits;
import dev.riffle.ingest.collect.protocol.amplitude.AmplitudeDoor;
import dev.riffle.ingest.collect.protocol.amplitude.AmplitudeLegacyDoor;
import dev.riffle.ingest.collect.protocol.amplitude.AmplitudeRemoteConfig;
import dev.riffle.ingest.collect.protocol.mixpanel.MixpanelDoor;
import dev.riffle.ingest.collect.protocol.posthog.PosthogAnalyticsDoor;
import dev.riffle.ingest.collect.protocol.posthog.PosthogDoor;
import dev.riffle.ingest.collect.protocol.posthog.PosthogFlagsDoor;
import dev.riffle.ingest.collect.protocol.posthog.PosthogRemoteConfig;
import dev.riffle.ingest.collect.protocol.rudder.RudderSourceConfig;
import dev.riffle.ingest.collect.protocol.segment.SegmentDoor;
import dev.riffle.ingest.collect.protocol.segment.SegmentSettings;
import dev.riffle.project.ProjectId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A collector at a fixed time, over a log in memory, that knows one key. */
final class CollectorFixture {
  static final String KEY = "test-api-key-0123456789abcdef";
  private static final Set<String> KEYS = Set.of(KEY, "test-write-key", "phc_test", "mp-token");
  private static final EdgeLimits EDGE =
      new EdgeLimits(
          RequestLimits.STANDARD, Duration.ofSeconds(30), Duration.ofSeconds(10), 64 << 20);

  /** Shared, as the list of user agents takes long to load. */
  private static final Enrichment ENRICHMENT =
      new Enrichment(
          new KnownUserAgents(1000, 100, System::nanoTime, () -> {}), Places.NOWHERE, false);

  final InMemoryEventLog log = new InMemoryEventLog();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CollectMetrics metrics = new CollectMetrics(registry);
  final LiveFeed live;
  private final List<Door> doors;
  private final Collector collector;
  Client client = Client.UNKNOWN;
  ReceivedRequest.Headers headers = ReceivedRequest.Headers.NONE;
  boolean anyKey;
  KeyHolder holder = new KeyHolder.Project(new ProjectId(1), "key-1");

  CollectorFixture(Instant now) {
    this(now, RateLimit.NONE);
  }

  CollectorFixture(Instant now, RateLimit rate) {
    PropertyReader properties = new PropertyReader(PropertyLimits.STANDARD);
    JsonReader json = new JsonReader(RequestLimits.STANDARD);
    doors =
        Stream.concat(
                Stream.of(
                    new SegmentDoor(json, properties),
                    new AmplitudeDoor(json, properties),
                    new AmplitudeLegacyDoor(json, properties),
                    new PosthogDoor(json, properties),
                    new PosthogAnalyticsDoor(json, properties),
                    new PosthogFlagsDoor(json)),
                MixpanelDoor.all(json, properties).stream())
            .toList();
    InstantSource clock = InstantSource.fixed(now);
    live =
        new LiveFeed(
            new LiveLimits(
                100, 1, 1, Duration.ZERO, Duration.ofSeconds(15), Duration.ofSeconds(30)),
            clock,
            new Random(1));
    collector =
        new Collector(
            (key, _) ->
                CompletableFuture.completedFuture(
                    anyKey || KEYS.contains(key) ? holder : new KeyHolder.Nobody()),
            ENRICHMENT,
            new Admission(new IngestIds(clock, new Random(1)), new RateLimiter(rate, clock)),
            log,
            new Collector.Observers(metrics, live),
            clock);
  }

  /** Puts the doors, and what their libraries fetch, on a router. */
  void register(Router router, Executor executor) {
    new CollectRoutes(collector, metrics, EDGE, executor)
        .register(
            router,
            doors,
            Stream.concat(
                    PosthogRemoteConfig.all().stream(),
                    Stream.of(
                        SegmentSettings.config(),
                        RudderSourceConfig.config(),
                        AmplitudeRemoteConfig.config()))
                .toList());
  }

  Reply post(String path, String body) {
    return post(path, null, body.getBytes(StandardCharsets.UTF_8));
  }

  Reply postWithQuery(String path, String query, byte[] body) {
    return send(Door::paths, path, query, null, body);
  }

  Reply post(String path, @Nullable String authorization, byte[] body) {
    return send(Door::paths, path, "", authorization, body);
  }

  Reply postWithQuery(String path, String query, String body) {
    return send(Door::paths, path, query, null, body.getBytes(StandardCharsets.UTF_8));
  }

  Reply get(String path, String query) {
    return send(Door::queryPaths, path, query, null, query.getBytes(StandardCharsets.UTF_8));
  }

  private Reply send(
      Function<Door, List<String>> paths,
      String path,
      String query,
      @Nullable String authorization,
      byte[] body) {
    String plain =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    ReceivedRequest request =
        new ReceivedRequest(plain, query, authorization, headers, client, "", body, body.length);
    Door door =
        DoorsAtPath.of(doors, paths).stream()
            .filter(taking -> taking.path().equals(plain))
            .findFirst()
            .orElseThrow()
            .choose(request);
    return collector.collect(door, request).toCompletableFuture().join();
  }
}
