package dev.riffle.query.metadata;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.riffle.project.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Who a key is, answered from memory for a few seconds and otherwise from the metadata store.
 *
 * <p>An answer is used for {@code freshFor}, which bounds how long a revoked key still works. While
 * the store is down, keys known before go on working for {@code usableFor} after they were last
 * confirmed; about all others nobody can say. A failing store is asked once per {@code retryEvery},
 * by one request, so that an outage does not queue up requests. Any number of threads.
 */
public final class KeyDirectory {
  private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

  private final KeySource source;
  private final InstantSource clock;
  private final Duration freshFor;
  private final Duration usableFor;
  private final Cache<String, Lookup> lookups;
  private final AtomicReference<Instant> askAgainAt = new AtomicReference<>(Instant.MIN);

  KeyDirectory(
      KeySource source, InstantSource clock, Duration freshFor, Duration usableFor, long maxKeys) {
    if (freshFor.compareTo(usableFor) > 0) {
      throw new IllegalArgumentException("a key is usable at least as long as it is fresh");
    }
    this.source = source;
    this.clock = clock;
    this.freshFor = freshFor;
    this.usableFor = usableFor;
    this.lookups = Caffeine.newBuilder().maximumSize(maxKeys).build();
  }

  /**
   * The key's project and rights, or empty when it is unknown, revoked or expired.
   *
   * @throws MetadataUnavailableException when the store is down and the key not known from before
   */
  public Optional<KnownKey> find(ApiKey key) {
    Instant now = clock.instant();
    return lookup(key.hash(), now).filter(known -> !known.expiredAt(now));
  }

  /** Forgets all answers, so that a change made by this process counts at once. */
  void forget() {
    lookups.invalidateAll();
  }

  private Optional<KnownKey> lookup(String hash, Instant now) {
    Lookup known = lookups.getIfPresent(hash);
    if (known != null && known.youngerThan(freshFor, now)) {
      return known.key();
    }
    if (!mayAsk(now)) {
      return Optional.of(
          fromBefore(known, now)
              .orElseThrow(() -> new MetadataUnavailableException("the store is down")));
    }
    try {
      Optional<KnownKey> found = source.find(hash);
      askAgainAt.set(Instant.MIN);
      lookups.put(hash, new Lookup(found, now));
      return found;
    } catch (MetadataUnavailableException e) {
      askAgainAt.set(clock.instant().plus(RETRY_EVERY));
      return Optional.of(fromBefore(known, now).orElseThrow(() -> e));
    }
  }

  /** False while an outage is on, except for one request per {@link #RETRY_EVERY}. */
  private boolean mayAsk(Instant now) {
    Instant earliest = askAgainAt.get();
    return earliest.equals(Instant.MIN)
        || (!now.isBefore(earliest) && askAgainAt.compareAndSet(earliest, now.plus(RETRY_EVERY)));
  }

  /** A key that was found before; that it was not found before says nothing about now. */
  private Optional<KnownKey> fromBefore(@Nullable Lookup known, Instant now) {
    return known != null && known.youngerThan(usableFor, now) ? known.key() : Optional.empty();
  }

  private record Lookup(Optional<KnownKey> key, Instant at) {
    boolean youngerThan(Duration age, Instant now) {
      return Duration.between(at, now).compareTo(age) < 0;
    }
  }
}
