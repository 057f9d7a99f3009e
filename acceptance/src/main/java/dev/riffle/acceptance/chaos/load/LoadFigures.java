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
 * @param slowestAnswer the longest that a request waited for an answer that came
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
    Duration longestSilence,
    Duration slowestAnswer) {
  public LoadFigures {
    answers = Map.copyOf(answers);
  }

  /** Requests with an answer of that hundred, such as 5 for 503. */
  public long answersOf(int hundreds) {
    return answers.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(Integer.toString(hundreds)))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
