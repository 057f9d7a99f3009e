package dev.riffle.ingest.collect.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.riffle.project.ApiKey;
import dev.riffle.project.ProjectId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keys from the table, with a cache in front.
 *
 * <ul>
 *   <li>A key looked up within {@link KeyCachePolicy#fresh} is answered at once; in the second half
 *       of that time it is looked up again beside, so that a busy key never waits.
 *   <li>While the table does not answer, known keys work on for {@link KeyCachePolicy#stale}, and
 *       unknown ones are {@link KeyHolder.Unavailable}.
 *   <li>Invented keys cannot flood the table: a text without the form of a key is never looked up,
 *       unknown keys are remembered apart from the known ones, each key is looked up once at a
 *       time, and the rate of look-ups of new keys is bounded, for all and for each network.
 * </ul>
 *
 * Thread-safe. Never blocks: look-ups run on the executor.
 */
public final class CachedKeys implements Keys {
  private static final KeyHolder NOBODY = new KeyHolder.Nobody();
  private static final KeyHolder UNAVAILABLE = new KeyHolder.Unavailable();
  private static final System.Logger LOG = System.getLogger(CachedKeys.class.getName());

  private final KeyTable table;
  private final KeyCachePolicy policy;
  private final InstantSource clock;
  private final Executor executor;
  private final RateLimiter strangers;
  private final Cache<String, Known> projects;
  private final Cache<String, Known> nobodies;
  private final ConcurrentMap<String, CompletableFuture<KeyHolder>> lookups =
      new ConcurrentHashMap<>();
  private volatile Instant silentUntil = Instant.EPOCH;
  private Instant window = Instant.EPOCH;
  private int windowLookups;

  private record Known(KeyHolder holder, Instant checkedAt) {}

  public CachedKeys(KeyTable table, KeyCachePolicy policy, InstantSource clock, Executor executor) {
    this.table = table;
    this.policy = policy;
    this.clock = clock;
    this.executor = executor;
    this.strangers = new RateLimiter(policy.unknownPerNetwork(), clock);
    this.projects = Caffeine.newBuilder().maximumSize(policy.entries()).build();
    this.nobodies = Caffeine.newBuilder().maximumSize(policy.entries()).build();
  }

  @Override
  public CompletionStage<KeyHolder> holder(String keyText, String network) {
    Optional<ApiKey> key = ApiKey.parse(keyText);
    if (key.isEmpty()) {
      return CompletableFuture.completedFuture(NOBODY);
    }
    String hash = key.get().hash();
    Instant now = clock.instant();
    Known known = known(hash);
    Duration missing = isProject(known) ? Duration.ZERO : strangers.take(network, 1);
    if (!missing.isZero()) {
      return CompletableFuture.completedFuture(new KeyHolder.Throttled(missing));
    }
    if (known == null) {
      return now.isBefore(silentUntil) || !mayLookUpUnknown(now)
          ? CompletableFuture.completedFuture(UNAVAILABLE)
          : lookUp(hash);
    }
    Duration age = Duration.between(known.checkedAt, now);
    if (age.compareTo(policy.fresh()) < 0) {
      if (age.multipliedBy(2).compareTo(policy.fresh()) > 0 && !now.isBefore(silentUntil)) {
        CompletableFuture<KeyHolder> _ = lookUp(hash);
      }
      return CompletableFuture.completedFuture(known.holder);
    }
    return now.isBefore(silentUntil)
        ? CompletableFuture.completedFuture(whileSilent(hash, now))
        : lookUp(hash);
  }

  private static boolean isProject(@Nullable Known known) {
    return known != null && known.holder instanceof KeyHolder.Project;
  }

  private @Nullable Known known(String hash) {
    Known project = projects.getIfPresent(hash);
    return project == null ? nobodies.getIfPresent(hash) : project;
  }

  /** One look-up per key at a time, shared by all who wait for it. */
  private CompletableFuture<KeyHolder> lookUp(String hash) {
    CompletableFuture<KeyHolder> mine = new CompletableFuture<>();
    CompletableFuture<KeyHolder> running = lookups.putIfAbsent(hash, mine);
    if (running != null) {
      return running;
    }
    executor.execute(() -> {
      KeyHolder holder = read(hash);
      lookups.remove(hash);
      mine.complete(holder);
    });
    return mine;
  }

  private KeyHolder read(String hash) {
    Instant startedAt = clock.instant();
    try {
      Optional<ProjectId> project = table.project(hash);
      KeyHolder holder =
          project.<KeyHolder>map(id -> new KeyHolder.Project(id, hash)).orElse(NOBODY);
      remember(hash, new Known(holder, startedAt));
      return holder;
    } catch (SQLException e) {
      Instant now = clock.instant();
      silentUntil = now.plus(policy.retry());
      LOG.log(
          System.Logger.Level.WARNING, "keys cannot be looked up sqlState={0}", e.getSQLState());
      return whileSilent(hash, now);
    }
  }

  private void remember(String hash, Known known) {
    switch (known.holder) {
      case KeyHolder.Project _ -> {
        projects.put(hash, known);
        nobodies.invalidate(hash);
      }
      case KeyHolder.Nobody _ -> {
        nobodies.put(hash, known);
        projects.invalidate(hash);
      }
      case KeyHolder.Unavailable _, KeyHolder.Throttled _ ->
          throw new IllegalStateException("not an answer of the table");
    }
  }

  /** A key that was known to be nobody's may have been made since, so that is not sure any more. */
  private KeyHolder whileSilent(String hash, Instant now) {
    Known known = projects.getIfPresent(hash);
    return known != null && now.isBefore(known.checkedAt.plus(policy.stale()))
        ? known.holder
        : UNAVAILABLE;
  }

  private synchronized boolean mayLookUpUnknown(Instant now) {
    if (now.isAfter(window.plusSeconds(1))) {
      window = now;
      windowLookups = 0;
    }
    return ++windowLookups <= policy.unknownPerSecond();
  }
}
