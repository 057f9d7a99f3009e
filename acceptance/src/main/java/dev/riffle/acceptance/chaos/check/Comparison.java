package dev.riffle.acceptance.chaos.check;

import dev.riffle.acceptance.chaos.load.EventSource;
import dev.riffle.acceptance.chaos.load.SentEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Holds the rows of the table against what was sent, event by event. Takes all rows, then tells.
 * Not thread-safe.
 */
public final class Comparison {
  private final EventSource source;
  private final SentMessages sent;
  private final short[] rows;
  private final long[] checksums;
  private final Examples invented = new Examples();
  private final Examples spoilt = new Examples();
  private long[] ingestIds = new long[1 << 10];
  private int count;

  public Comparison(EventSource source, SentMessages sent) {
    this.source = source;
    this.sent = sent;
    this.rows = new short[sent.greatestNumber() + 1];
    this.checksums = new long[sent.greatestNumber() + 1];
  }

  /**
   * One row of the table.
   *
   * @param number of the event, as it is stored
   * @param checksum of the content, as the engine computes it from the columns
   */
  public void row(long number, long ingestId, long checksum) {
    if (count == ingestIds.length) {
      ingestIds = Arrays.copyOf(ingestIds, 2 * count);
    }
    ingestIds[count++] = ingestId;
    if (!sent.isKnown(number)) {
      invented.add("a row with number " + number + ", ingest id " + text(ingestId));
      return;
    }
    int index = (int) number;
    if (rows[index] < Short.MAX_VALUE) {
      rows[index]++;
    }
    checksums[index] = checksum;
    if (checksum != sent.checksum(index)) {
      spoilt.add("event " + number + ", ingest id " + text(ingestId));
    }
  }

  /** What all the rows together say. */
  public List<Verdict> verdicts() {
    Examples lost = new Examples();
    Examples retries = new Examples();
    Examples noId = new Examples();
    Examples unacknowledged = new Examples();
    long acked = 0;
    Sums expected = new Sums();
    Sums found = new Sums();
    for (int number = 1; number <= sent.greatestNumber(); number++) {
      if (sent.timesSent(number) == 0) {
        continue;
      }
      if (sent.timesAcked(number) == 0) {
        unacknowledged.add("event " + number);
      } else {
        acked++;
        expected.add(sent.checksum(number));
        if (rows[number] == 0) {
          lost.add(text(number));
        } else {
          found.add(checksums[number]);
        }
      }
      if (rows[number] > 1 || sent.timesAcked(number) > 1) {
        checkTimes(number, retries, noId);
      }
    }
    return List.of(
        lost.verdict(Invariant.NOTHING_LOST, acked + " events acknowledged, " + count + " rows"),
        storedOnce(),
        retries.verdict(Invariant.RETRIES_STORED_ONCE, ""),
        noId.verdict(Invariant.NO_ID_AS_OFTEN_AS_SENT, ""),
        invented.verdict(Invariant.NOTHING_INVENTED, ""),
        spoilt.verdict(Invariant.CONTENT_EQUAL, count + " rows compared by SHA-256"),
        new Verdict(
            Invariant.CHECKSUMS_EQUAL,
            expected.areEqual(found) ? 0 : 1,
            "sent " + expected + ", stored " + found,
            List.of()),
        unacknowledged.verdict(Invariant.ALL_ACKNOWLEDGED, ""));
  }

  private void checkTimes(int number, Examples retries, Examples noId) {
    SentEvent event = source.event(number);
    if (event.messageId().isEmpty()) {
      if (rows[number] < sent.timesAcked(number) || rows[number] > sent.timesSent(number)) {
        noId.add(text(number));
      }
    } else if (rows[number] > 1) {
      retries.add(text(number));
    }
  }

  private Verdict storedOnce() {
    Examples twice = new Examples();
    long[] sorted = Arrays.copyOf(ingestIds, count);
    Arrays.sort(sorted);
    for (int i = 1; i < count; i++) {
      if (sorted[i] == sorted[i - 1]) {
        twice.add("ingest id " + text(sorted[i]));
      }
    }
    return twice.verdict(Invariant.STORED_ONCE, "");
  }

  private String text(int number) {
    SentEvent event = source.event(number);
    return String.format(
        Locale.ROOT,
        "event %d (message id '%s', sender %s): %d rows, sent %d times, acknowledged %d times",
        number,
        event.messageId(),
        event.sender(),
        rows[number],
        sent.timesSent(number),
        sent.timesAcked(number));
  }

  /** As the column {@code _ingest_id} shows it. */
  private static String text(long ingestId) {
    return Long.toUnsignedString(ingestId);
  }

  /** Sum and xor. Two values, so that two errors that cancel out in one show in the other. */
  private static final class Sums {
    private long sum;
    private long xor;

    void add(long checksum) {
      sum += checksum;
      xor ^= checksum;
    }

    boolean areEqual(Sums other) {
      return sum == other.sum && xor == other.xor;
    }

    @Override
    public String toString() {
      return Long.toHexString(sum) + "/" + Long.toHexString(xor);
    }
  }
}
