package dev.riffle.ingest.load.retry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A seeded log of records, many of them retries, and what a reader who sees all of it in order
 * would store: the first of each id within the window.
 */
final class RetryLog {
  private static final int DAY_FIRST = 20_000;
  private static final int SENDERS = 4;

  private final Random random;
  private final RetryWindow window;
  private final List<Entry> all = new ArrayList<>();
  private final List<Entry> deadLetters = new ArrayList<>();
  private int topicStart;
  private int topic = 1;
  private int day = DAY_FIRST;
  private long ids;

  /**
   * @param key null without a message id
   * @param poison the engine refuses it here
   */
  record Entry(@Nullable EventKey key, Occurrence at, int day, boolean poison) {}

  RetryLog(Random random, RetryWindow window) {
    this.random = random;
    this.window = window;
  }

  int part() {
    return topic << 16 | 3;
  }

  int day() {
    return day;
  }

  /** End of the newest topic. */
  long end() {
    return (long) all.size() - topicStart;
  }

  List<Entry> read(long from, int max) {
    int first = topicStart + Math.toIntExact(from);
    return all.subList(first, Math.min(all.size(), first + max));
  }

  /** Takes a record that was refused, when its batch is committed; it may come again. */
  void deadLetter(Entry entry) {
    deadLetters.add(entry);
  }

  /** The topic is deleted and made anew: its offsets begin again. */
  void beginTopic() {
    topic++;
    topicStart = all.size();
  }

  void append(int records) {
    for (int i = 0; i < records; i++) {
      if (random.nextInt(40) == 0) {
        day += 1 + (random.nextInt(20) == 0 ? random.nextInt(12) : 0);
      }
      // some come a little later into the log than others that were received after them
      int received = random.nextInt(5) == 0 ? day - 1 : day;
      int kind = random.nextInt(100);
      if (kind < 5) {
        append(null, ++ids, received, false);
      } else if (kind < 9) {
        append(newKey(), ++ids, received, true);
      } else if (kind < 16 && !deadLetters.isEmpty()) {
        replay(deadLetters.get(random.nextInt(deadLetters.size())));
      } else if (kind < 50 && all.size() > 1) {
        retry(all.get(all.size() - 1 - random.nextInt(Math.min(all.size(), 400))), received);
      } else {
        append(newKey(), ++ids, received, false);
      }
    }
  }

  /** What is in the table when all of the log is loaded, in the order of the log. */
  List<Occurrence> expected() {
    List<Occurrence> stored = new ArrayList<>();
    Map<EventKey, Integer> firstDays = new HashMap<>();
    for (Entry entry : all) {
      EventKey key = entry.key();
      if (entry.poison()) {
        continue;
      }
      if (key != null) {
        Integer firstDay = firstDays.get(key);
        if (firstDay != null && entry.day() - firstDay <= window.days()) {
          continue;
        }
        firstDays.put(key, entry.day());
      }
      stored.add(entry.at());
    }
    return stored;
  }

  /** The sender tries again; a refused record comes back only from the dead letters. */
  private void retry(Entry of, int received) {
    if (of.key() != null && !isRefused(of.key())) {
      append(of.key(), ++ids, received, false);
    }
  }

  /** The very record again, in good order now, with its ingest id and time of receipt. */
  private void replay(Entry of) {
    if (day - of.day() < window.days()) {
      append(of.key(), of.at().ingestId(), of.day(), false);
    }
  }

  private boolean isRefused(EventKey key) {
    return all.stream().anyMatch(entry -> entry.poison() && key.equals(entry.key()));
  }

  private Entry append(@Nullable EventKey key, long ingestId, int received, boolean poison) {
    Occurrence at = new Occurrence(part(), end(), ingestId, (int) ingestId);
    Entry entry = new Entry(key, at, received, poison);
    all.add(entry);
    return entry;
  }

  private EventKey newKey() {
    return new EventKey(random.nextInt(SENDERS), ++ids);
  }
}
