package dev.riffle.ingest.collect.wiring;

import dev.riffle.ingest.Role;
import dev.riffle.ingest.ServiceConfig;
import dev.riffle.ingest.collect.CollectMetrics;
import dev.riffle.ingest.collect.Collector;
import dev.riffle.ingest.collect.admission.Admission;
import dev.riffle.ingest.collect.admission.CachedKeys;
import dev.riffle.ingest.collect.admission.FairBudget;
import dev.riffle.ingest.collect.admission.IngestIds;
import dev.riffle.ingest.collect.admission.JdbcKeyTable;
import dev.riffle.ingest.collect.admission.RateLimiter;
import dev.riffle.ingest.collect.canonical.PropertyReader;
import dev.riffle.ingest.collect.enrichment.Enrichment;
import dev.riffle.ingest.collect.enrichment.KnownUserAgents;
import dev.riffle.ingest.collect.enrichment.MaxMindPlaces;
import dev.riffle.ingest.collect.enrichment.Places;
import dev.riffle.ingest.collect.http.CollectRoutes;
import dev.riffle.ingest.collect.protocol.Door;
import dev.riffle.ingest.collect.protocol.JsonReader;
import dev.riffle.ingest.collect.protocol.RemoteConfig;
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
import dev.riffle.ingest.collect.publication.KafkaEventLog;
import dev.riffle.ingest.collect.publication.ProducerSettings;
import dev.riffle.ingest.collect.publication.PublicationSettings;
import dev.riffle.ingest.topic.KafkaConfig;
import dev.riffle.ingest.topic.NativeCompression;
import dev.riffle.ingest.topic.TopicSetup;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** Puts collect together at the start and takes it down at the end. */
@ApplicationScoped
public class CollectWiring {
  private final ServiceConfig service;
  private final CollectConfig config;
  private final KafkaConfig kafka;
  private final DataSource dataSource;
  private final LiveWiring live;
  private @Nullable KafkaEventLog log;
  private @Nullable ExecutorService executor;

  CollectWiring(
      ServiceConfig service,
      CollectConfig config,
      KafkaConfig kafka,
      DataSource dataSource,
      LiveWiring live) {
    this.service = service;
    this.config = config;
    this.kafka = kafka;
    this.dataSource = dataSource;
    this.live = live;
  }

  /** The log that is written to; empty when this process does not collect. */
  public Optional<KafkaEventLog> log() {
    return Optional.ofNullable(log);
  }

  /** Opens the doors, once the topic is there; without it the start fails and says so. */
  void open(@Observes Router router) throws InterruptedException {
    if (!service.roles().contains(Role.COLLECT)) {
      return;
    }
    NativeCompression.load();
    PublicationSettings publication = publication();
    new TopicSetup(kafka, publication.startTimeout()).ensureTopic();
    KafkaEventLog events =
        new KafkaEventLog(
            new KafkaProducer<>(ProducerSettings.of(publication)),
            publication.topic(),
            new FairBudget(publication.inFlightBytes()));
    events.awaitMetadata(publication.startTimeout());
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Collector.Observers observers = live.observers();
    Clock clock = Clock.systemUTC();
    Collector collector =
        new Collector(
            new CachedKeys(
                JdbcKeyTable.ofWriters(dataSource), config.keyCachePolicy(), clock, threads),
            enrichment(observers.metrics()),
            new Admission(
                new IngestIds(clock, new SecureRandom()),
                new RateLimiter(config.rateLimit(), clock)),
            events,
            observers,
            clock);
    new CollectRoutes(collector, observers.metrics(), config.edgeLimits(), threads)
        .register(router, doors(), remoteConfigs());
    log = events;
    executor = threads;
  }

  /** Runs when no request is left, and before the loader ends: sends what is on its way. */
  void close(@Observes @Priority(1) ShutdownEvent end) {
    if (log != null) {
      log.close();
    }
    if (executor != null) {
      executor.shutdown();
    }
  }

  private Enrichment enrichment(CollectMetrics metrics) {
    CollectConfig.Enrichment wanted = config.enrichment();
    return new Enrichment(
        new KnownUserAgents(
            wanted.userAgents(),
            wanted.userAgentPercent(),
            System::nanoTime,
            metrics::userAgentUnread),
        wanted.geoDatabase().<Places>map(MaxMindPlaces::open).orElse(Places.NOWHERE),
        wanted.keepAddress());
  }

  private List<Door> doors() {
    JsonReader json = new JsonReader(config.requestLimits());
    PropertyReader properties = new PropertyReader(config.propertyLimits());
    List<Door> doors = new ArrayList<>();
    doors.add(new SegmentDoor(json, properties));
    doors.add(new AmplitudeDoor(json, properties));
    doors.add(new AmplitudeLegacyDoor(json, properties));
    doors.add(new PosthogDoor(json, properties));
    doors.add(new PosthogAnalyticsDoor(json, properties));
    doors.add(new PosthogFlagsDoor(json));
    doors.addAll(MixpanelDoor.all(json, properties));
    return doors;
  }

  private static List<RemoteConfig> remoteConfigs() {
    List<RemoteConfig> configs = new ArrayList<>(PosthogRemoteConfig.all());
    configs.add(SegmentSettings.config());
    configs.add(RudderSourceConfig.config());
    configs.add(AmplitudeRemoteConfig.config());
    return configs;
  }

  private PublicationSettings publication() {
    return new PublicationSettings(
        kafka.bootstrapServers(),
        kafka.topic(),
        config.publication().deliveryTimeout(),
        config.publication().linger(),
        config.publication().compression(),
        config.publication().inFlight().asLongValue(),
        config.publication().startTimeout());
  }
}
