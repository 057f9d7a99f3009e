package dev.riffle.query.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Everything under {@code riffle.} that this service understands. One root on purpose: a key that
 * is not in here is unknown, and an unknown key fails the start.
 */
@ConfigMapping(prefix = "riffle")
public interface RiffleConfig {
  @Valid
  ClickHouse clickhouse();

  @Valid
  Query query();

  @Valid
  Keys keys();

  @Valid
  Bootstrap bootstrap();

  @Valid
  Page page();

  /** Where the events are, and as whom to read them. */
  interface ClickHouse {
    /** Address of ClickHouse's HTTP interface. */
    @WithDefault("http://127.0.0.1:18123")
    URI url();

    /** Database that holds the tables. */
    @WithDefault("riffle")
    @Pattern(regexp = "[A-Za-z_][A-Za-z0-9_]{0,62}")
    String database();

    /** A user that may only read. */
    @WithDefault("reader")
    String user();

    /** Password of that user; none by default. */
    Optional<String> password();
  }

  /** What one question may cost. */
  interface Query {
    /**
     * Longest time a question may take in the engine. Not more than {@code
     * riffle.identity.question-max-time} of the ingest service.
     */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 10)
    Duration maxTime();

    /** Most memory a question may take in the engine. */
    @WithDefault("2G")
    @NotNull
    MemorySize maxMemory();

    /** Most rows that the engine may return to one statement of a question. */
    @WithDefault("1000000")
    @Min(1000)
    @Max(100_000_000)
    long maxResultRows();

    /**
     * Most rows of tables that one statement of a question may read; 0 for any number. Files of
     * events are not bound by it.
     */
    @WithDefault("0")
    @Min(0)
    long maxReadRows();

    /**
     * Memory for results of statements, which are used again as long as no stored data changes; 0
     * computes each question anew.
     */
    @WithDefault("64M")
    @NotNull
    MemorySize maxKeptResults();

    /** Questions that run at the same time; others wait for their turn. */
    @WithDefault("8")
    @Min(1)
    @Max(1000)
    int maxRunning();

    /** Questions of one API key that run at the same time; not more than {@code max-running}. */
    @WithDefault("4")
    @Min(1)
    @Max(1000)
    int maxRunningPerKey();

    /** Questions that wait for their turn; to one more the service is busy. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int maxWaiting();

    /** Questions of one API key that wait for their turn; one more is told to come again. */
    @WithDefault("100")
    @Min(1)
    @Max(100_000)
    int maxWaitingPerKey();

    /** Longest time a question waits for its turn. */
    @WithDefault("30s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 10)
    Duration maxWait();

    /** Streams of questions' progress that are open at the same time. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    int maxStreams();

    /** Streams of one project's questions that are open at the same time. */
    @WithDefault("20")
    @Min(1)
    @Max(10_000)
    int maxStreamsPerProject();
  }

  /** How long what is known of API keys is believed. */
  interface Keys {
    /** For how long a lookup is used without asking again: the longest life of a revoked key. */
    @WithDefault("4s")
    @DurationMin(millis = 0)
    @DurationMax(seconds = 5)
    Duration freshFor();

    /** For how long known keys work while PostgreSQL is down. */
    @WithDefault("15m")
    @DurationMin(minutes = 10)
    @DurationMax(days = 1)
    Duration usableFor();

    /** Lookups remembered at most. */
    @WithDefault("10000")
    @Min(100)
    @Max(1_000_000)
    long maxRemembered();
  }

  /** What the web page needs to know. */
  interface Page {
    /** Where this service reaches the ingest service: the page's live events come from there. */
    @WithDefault("http://127.0.0.1:8088")
    URI ingestUrl();

    /** Where SDKs reach the ingest service, which the page shows; the same by default. */
    Optional<URI> ingestPublicUrl();
  }

  /** The first project and its keys, made at the start when they are not there yet. */
  interface Bootstrap {
    /** Name of the project; without it nothing is made. */
    Optional<String> projectName();

    /** Its write key: {@code wk_} and 64 hex digits. */
    Optional<@Pattern(regexp = "wk_[0-9a-f]{64}", message = Forms.WRITE) String> writeKey();

    /** Its read key: {@code rk_} and 64 hex digits. */
    Optional<@Pattern(regexp = "rk_[0-9a-f]{64}", message = Forms.READ) String> readKey();

    /** An admin key of the whole installation: {@code ak_} and 64 hex digits. */
    Optional<@Pattern(regexp = "ak_[0-9a-f]{64}", message = Forms.ADMIN) String> adminKey();
  }

  /** What the start says of a key that has not the form of one. The key itself is not shown. */
  final class Forms {
    static final String WRITE = "is not wk_ and 64 hex digits";
    static final String READ = "is not rk_ and 64 hex digits";
    static final String ADMIN = "is not ak_ and 64 hex digits";

    private Forms() {}
  }
}
