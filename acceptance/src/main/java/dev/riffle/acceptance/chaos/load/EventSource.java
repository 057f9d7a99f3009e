package dev.riffle.acceptance.chaos.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The events of a run by number: a pure function of seed and start, so that nobody has to remember
 * what was sent in order to send it again or to check it.
 *
 * <p>Times lie in the last half year, so that one batch of the loader has several partitions of the
 * table; a few lie where only a broken clock can be. Some messages have no id.
 *
 * @param start when the run began, whole milliseconds
 * @param senders how many different users and devices there are
 */
public record EventSource(long seed, Instant start, int senders) {
  private static final long MILLIS_BACK = Duration.ofDays(180).toMillis();
  private static final Instant LONG_AGO = Instant.parse("1970-01-02T03:04:05.678Z");
  private static final Instant FAR_AHEAD = Instant.parse("2099-12-31T23:59:59.999Z");
  private static final int PERCENT = 100;
  private static final int IDENTIFY_PERCENT = 8;
  private static final int NO_ID_PERCENT = 3;
  private static final int ANONYMOUS_PERCENT = 15;

  /** Of so many events one has a time of 1970 and one of 2099. */
  private static final int BROKEN_CLOCK = 500;

  private static final List<String> NAMES =
      List.of("Page Viewed", "Report Exported", "Invite Sent", "Trial Started", "Seat Added");

  /** Texts that are easily spoilt on the way. */
  private static final List<String> NOTES =
      List.of(
          "",
          "plain",
          "quote \" backslash \\ slash /",
          "tab\tnewline\nreturn\r",
          "\u0001tagged",
          "Grüße, 東京, \uD83D\uDE80",
          "'; DROP TABLE events; --",
          "null",
          "123",
          "x".repeat(300));

  public EventSource {
    if (senders < 1) {
      throw new IllegalArgumentException("at least one sender");
    }
  }

  /** What every message id of the run begins with. */
  public String messagePrefix() {
    return "chaos-" + Long.toHexString(seed) + "-" + start.toEpochMilli() + "-";
  }

  /** The event of that number, 1 or more. */
  public SentEvent event(long number) {
    SplittableRandom random = new SplittableRandom(seed ^ number * 0x9E37_79B9_7F4A_7C15L);
    int sender = random.nextInt(senders);
    boolean anonymous = sender % PERCENT < ANONYMOUS_PERCENT;
    boolean identify = random.nextInt(PERCENT) < IDENTIFY_PERCENT;
    int clock = random.nextInt(BROKEN_CLOCK);
    Instant claimedAt =
        clock == 0
            ? LONG_AGO
            : clock == 1 ? FAR_AHEAD : start.minusMillis(random.nextLong(MILLIS_BACK));
    return new SentEvent(
        number,
        random.nextInt(PERCENT) < NO_ID_PERCENT ? "" : messagePrefix() + number,
        (anonymous ? "chaos-device-" : "chaos-user-") + sender,
        anonymous,
        identify,
        NAMES.get(random.nextInt(NAMES.size())),
        claimedAt,
        clock == 1,
        random.nextInt(1_000_000) / 4.0,
        NOTES.get(random.nextInt(NOTES.size())));
  }
}
