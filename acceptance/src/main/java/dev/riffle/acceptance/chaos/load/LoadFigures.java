package dev.riffle.acceptance.chaos.load;

import java.time.Duration;
import java.util.Map;

/**
 * What the load has done so far.
 *
 * @param sent different events that were sent
 * @param acked different events that were acknowledged
 * @param requests posted, retries included
 * @param unknown requests without an answer that says yes or no: none came, or a 5xx or 429
 * @param answers requests by what came of them, such as {@code 200}, {@code 503}, {@code no answer}
 * @param retries requests posted again because their outcome was unknown
 * @param resent events sent again although they were acknowledged
 * @param refusals text of the first refusal, empty when there was none; all events are legal, so
 *     there must be none
 * @param longestSilence the longest time without an acknowledgement
 */
public record LoadFigures(
    long sent,
    long acked,
    long requests,
    long unknown,
    Map<String, Long> answers,
    long retries,
    long resent,
    String refusals,
    Duration longestSilence) {
  public LoadFigures {
    answers = Map.copyOf(answers);
  }
}
