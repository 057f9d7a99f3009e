package dev.riffle.acceptance.chaos.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what came of the requests. Thread-safe. */
final class Tally {
  private static final int PERCENT = 100;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int REFUSAL_CHARACTERS = 500;

  private final BitSet acked = new BitSet();
  private final Map<String, Long> answers = new TreeMap<>();
  private long requests;
  private long unknown;
  private long retries;
  private String refusal = "";
  private long lastAckNanos = System.nanoTime();
  private long longestSilenceNanos;
  private Duration slowestAnswer = Duration.ZERO;
  private @Nullable List<Duration> accepted;

  synchronized void retried() {
    retries++;
  }

  synchronized void answered(int status, String said, Duration took, List<SentEvent> events) {
    if (status != Journal.NO_ANSWER && took.compareTo(slowestAnswer) > 0) {
      slowestAnswer = took;
    }
    requests++;
    answers.merge(
        status == Journal.NO_ANSWER ? "no answer" : Integer.toString(status), 1L, Long::sum);
    if (status / PERCENT == 2) {
      if (accepted != null) {
        accepted.add(took);
      }
      events.forEach(event -> acked.set(Math.toIntExact(event.number())));
      long now = System.nanoTime();
      longestSilenceNanos = Math.max(longestSilenceNanos, now - lastAckNanos);
      lastAckNanos = now;
    } else if (isRefused(status)) {
      if (refusal.isEmpty()) {
        refusal = status + " " + said.substring(0, Math.min(said.length(), REFUSAL_CHARACTERS));
      }
    } else {
      unknown++;
    }
  }

  /** Keeps how long each accepted request takes, from now on. */
  synchronized void timeAccepted() {
    accepted = new ArrayList<>();
  }

  /** The times since then, in no order; no more are kept. */
  synchronized List<Duration> timesOfAccepted() {
    List<Duration> times = accepted == null ? List.of() : accepted;
    accepted = null;
    return times;
  }

  /** True for an answer that says that the request itself is wrong. */
  static boolean isRefused(int status) {
    return status / PERCENT == 4 && status != TOO_MANY_REQUESTS;
  }

  synchronized LoadFigures figures(long sent, long resent) {
    return new LoadFigures(
        sent,
        acked.cardinality(),
        requests,
        unknown,
        answers,
        retries,
        resent,
        refusal,
        Duration.ofNanos(longestSilenceNanos),
        slowestAnswer);
  }
}
