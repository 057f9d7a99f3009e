package dev.riffle.ingest.collect.wiring;

import dev.riffle.ingest.collect.admission.KeyCachePolicy;
import dev.riffle.ingest.collect.admission.RateLimit;
import dev.riffle.ingest.collect.canonical.PropertyLimits;
import dev.riffle.ingest.collect.connection.ConnectionLimits;
import dev.riffle.ingest.collect.http.EdgeLimits;
import dev.riffle.ingest.collect.live.LiveLimits;
import dev.riffle.ingest.collect.protocol.RequestLimits;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Keys under {@code riffle.collect}. */
@ConfigMapping(prefix = "riffle.collect")
public interface CollectConfig {
  Limits limits();

  Keys keys();

  Publication publication();

  Rate rate();

  Connections connections();

  Enrichment enrichment();

  Live live();

  /** Limits of a request and of an event; each is answered with a clear refusal. */
  interface Limits {
    /** Largest body as sent. */
    @WithDefault("1M")
    MemorySize body();

    /** Largest body after decompression. */
    @WithDefault("8M")
    MemorySize inflated();

    /** Most events in a request. */
    @WithDefault("2000")
    @Min(1)
    @Max(100_000)
    int events();

    /** Largest JSON text of an event. */
    @WithDefault("256K")
    MemorySize event();

    /** Deepest nesting of an event's properties. */
    @WithDefault("16")
    @Min(1)
    @Max(100)
    int depth();

    /** Most properties of an event, after objects are flattened. */
    @WithDefault("256")
    @Min(1)
    @Max(10_000)
    int properties();

    /** Longest name of an event or a property, in characters. */
    @WithDefault("200")
    @Min(1)
    @Max(1000)
    int nameCharacters();

    /** Longest text, in characters. */
    @WithDefault("8192")
    @Min(1)
    @Max(100_000)
    int textCharacters();

    /** Longest number as sent, in characters. */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int numberCharacters();

    /** Time from the head of a request to the end of its body. */
    @WithDefault("30S")
    Duration bodyTimeout();

    /** Longest pause within a body. */
    @WithDefault("10S")
    Duration bodyIdle();

    /** Bodies in hand at once, inflated ones at their full size; more are told to come again. */
    @WithDefault("64M")
    MemorySize bodiesInHand();
  }

  /** How long what is known of an API key holds. */
  interface Keys {
    /** A key is looked up again after this time: how long a revoked key works at most. */
    @WithDefault("4S")
    Duration fresh();

    /** How long a known key works while PostgreSQL does not answer. */
    @WithDefault("15M")
    Duration stale();

    /** Pause after PostgreSQL did not answer. */
    @WithDefault("1S")
    Duration retry();

    /** Known keys kept; as many unknown ones are kept apart. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int entries();

    /** Look-ups per second of keys not seen before. */
    @WithDefault("200")
    @Min(1)
    @Max(100_000)
    int unknownPerSecond();
  }

  /** What a connection may take. */
  interface Connections {
    /** Connections open at once; one more is answered with a 503. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int max();

    /** Time from the accept, or later from the first byte, to the end of a request's head. */
    @WithDefault("5S")
    Duration headTimeout();
  }

  /** What is added to events that do not say it themselves. */
  interface Enrichment {
    /** User agents that are remembered with what they say. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int userAgents();

    /**
     * Percent of one processor that may go into reading user agents not seen before; beyond it
     * events go without browser, system and device. 0 adds them to none.
     */
    @WithDefault("10")
    @Min(0)
    @Max(100)
    int userAgentPercent();

    /** File in MaxMind's format, with countries or cities; without one no place is added. */
    Optional<Path> geoDatabase();

    /** Whether the client's address is kept, as the property {@code ip}. */
    @WithDefault("false")
    boolean keepAddress();
  }

  /** What {@code GET /api/v1/live} may take. */
  interface Live {
    /** Events kept of each project that is watched: how far behind a viewer may be. */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int ring();

    /** Streams open at once; 0 for none. */
    @WithDefault("32")
    @Min(0)
    @Max(1000)
    int viewers();

    /** Streams open at once of one project. */
    @WithDefault("8")
    @Min(1)
    @Max(1000)
    int viewersPerProject();

    /** How long a project's events are kept after its last viewer has left, for its return. */
    @WithDefault("1M")
    Duration resume();

    /** Something is sent at least so often. */
    @WithDefault("15S")
    Duration heartbeat();

    /** A viewer that takes nothing for so long is ended. */
    @WithDefault("30S")
    Duration stalled();
  }

  /** How many events may come; more are told when to come again. */
  interface Rate {
    /** Events per second of each write key in the long run; 0 for no limit. */
    @WithDefault("50000")
    @Min(0)
    @Max(10_000_000)
    int eventsPerSecond();

    /** Events of each write key at once, after a pause. */
    @WithDefault("200000")
    @Min(1)
    @Max(100_000_000)
    int burst();

    /** Write keys whose rates are kept apart; one beyond them begins anew. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int keys();

    /** Requests per second with unknown keys of each network; 0 for no limit. */
    @WithDefault("50")
    @Min(0)
    @Max(100_000)
    int unknownPerSecond();

    /** Requests with unknown keys of each network at once, after a pause. */
    @WithDefault("500")
    @Min(1)
    @Max(1_000_000)
    int unknownBurst();

    /** Networks whose rates are kept apart: IPv4 addresses and IPv6 prefixes of 64 bits. */
    @WithDefault("100000")
    @Min(1)
    @Max(1_000_000)
    int networks();
  }

  /** How the topic is written. */
  interface Publication {
    /** How long an append may take; below the 10 s after which the SDKs give a request up. */
    @WithDefault("9S")
    Duration deliveryTimeout();

    /** How long a record waits for others of its partition. */
    @WithDefault("3MS")
    Duration linger();

    /** Compression of record batches. */
    @WithDefault("lz4")
    @Pattern(regexp = "none|lz4|zstd")
    String compression();

    /**
     * Records on their way to Kafka at once; more are told to come again: above 80 % the key with
     * most of them, at 100 % all.
     */
    @WithDefault("32M")
    MemorySize inFlight();

    /** How long the start waits for Kafka. */
    @WithDefault("30S")
    Duration startTimeout();
  }

  default RequestLimits requestLimits() {
    return new RequestLimits(
        Math.toIntExact(limits().body().asLongValue()),
        Math.toIntExact(limits().inflated().asLongValue()),
        limits().events(),
        Math.toIntExact(limits().event().asLongValue()));
  }

  default PropertyLimits propertyLimits() {
    return new PropertyLimits(
        limits().depth(),
        limits().properties(),
        limits().nameCharacters(),
        limits().textCharacters(),
        limits().numberCharacters());
  }

  default EdgeLimits edgeLimits() {
    return new EdgeLimits(
        requestLimits(),
        limits().bodyTimeout(),
        limits().bodyIdle(),
        limits().bodiesInHand().asLongValue());
  }

  default ConnectionLimits connectionLimits() {
    return new ConnectionLimits(connections().max(), connections().headTimeout());
  }

  default LiveLimits liveLimits() {
    return new LiveLimits(
        live().ring(),
        live().viewers(),
        live().viewersPerProject(),
        live().resume(),
        live().heartbeat(),
        live().stalled());
  }

  default KeyCachePolicy keyCachePolicy() {
    return new KeyCachePolicy(
        keys().fresh(),
        keys().stale(),
        keys().retry(),
        keys().entries(),
        keys().unknownPerSecond(),
        new RateLimit(rate().unknownPerSecond(), rate().unknownBurst(), rate().networks()));
  }

  default RateLimit rateLimit() {
    return new RateLimit(rate().eventsPerSecond(), rate().burst(), rate().keys());
  }
}
