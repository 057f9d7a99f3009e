package dev.riffle.ingest.collect.enrichment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.LongSupplier;

/**
 * User agents that have been read, a bounded number of them. Reading one takes a hundred times as
 * long as anything else that is done for an event, and a sender may give each event another one: so
 * it has a budget, and beyond it a user agent stays unread. Thread-safe.
 */
public final class KnownUserAgents {
  /** Browsers send 100 to 300 characters, a few apps 500; what is longer is not read. */
  static final int CHARACTERS_MAX = 512;

  private final Cache<String, UserAgentProperties> known;
  private final UserAgentReader reader = new UserAgentReader();
  private final ReadingBudget budget;
  private final LongSupplier nanoTime;
  private final Runnable unread;

  /**
   * @param entries kept at most
   * @param readingPercent of one processor that may go into reading in the long run
   * @param unread told of each user agent that the budget left unread
   */
  public KnownUserAgents(int entries, int readingPercent, LongSupplier nanoTime, Runnable unread) {
    this.known = Caffeine.newBuilder().maximumSize(entries).build();
    this.budget = new ReadingBudget(readingPercent, nanoTime);
    this.nanoTime = nanoTime;
    this.unread = unread;
  }

  /** What is known of it; {@link UserAgentProperties#NONE} when it is too long or unread. */
  UserAgentProperties of(String userAgent) {
    UserAgentProperties properties = known.getIfPresent(userAgent);
    return properties == null ? read(userAgent) : properties;
  }

  private UserAgentProperties read(String userAgent) {
    if (userAgent.length() > CHARACTERS_MAX) {
      return UserAgentProperties.NONE;
    }
    if (budget.isSpent()) {
      unread.run();
      return UserAgentProperties.NONE;
    }
    long start = nanoTime.getAsLong();
    UserAgentProperties properties = reader.read(userAgent);
    known.put(userAgent, properties);
    budget.spend(nanoTime.getAsLong() - start);
    return properties;
  }
}
