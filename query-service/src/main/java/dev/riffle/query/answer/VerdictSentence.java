package dev.riffle.query.answer;

import dev.riffle.query.statistics.Difference;
import java.util.Locale;

/** What a verdict says in plain words, of whatever was compared. Pure. */
final class VerdictSentence {
  private VerdictSentence() {}

  /**
   * Says it.
   *
   * @param what the sides are, such as "rates"
   * @param lacking what each side needs, as a sentence
   * @param between how far apart they are, with the interval; empty without one
   */
  static String of(Difference<?> difference, String what, String lacking, String between) {
    return switch (difference.verdict()) {
      case INSUFFICIENT_DATA ->
          "Insufficient data to compare them: " + lacking + more(difference, what);
      case NO_EVIDENCE -> "No evidence of a difference" + between + "." + more(difference, what);
      case DIFFERENT -> "They are different" + between + ".";
    };
  }

  private static String more(Difference<?> difference, String what) {
    if (difference.moreNeeded().isEmpty()) {
      return "";
    }
    long more = difference.moreNeeded().getAsLong();
    return String.format(
        Locale.ROOT,
        " It takes about %,d more %s, if the %s stay as they are.",
        more,
        more == 1 ? "person" : "persons",
        what);
  }
}
