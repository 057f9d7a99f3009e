package dev.riffle.query.segment;

import dev.riffle.query.answer.Meta;
import dev.riffle.query.question.RfmClass;
import java.time.Instant;
import java.util.List;

/**
 * Everybody with a purchase, by recency, frequency and money.
 *
 * @param asOf the instant that it is about
 * @param persons with a purchase
 * @param classes all of them, in the order of the table that defines them
 * @param scores what each score stands for, where anybody has it
 */
public record RfmAnswer(
    Instant asOf, long persons, List<ClassSize> classes, Scores scores, Meta meta) {
  public RfmAnswer {
    classes = List.copyOf(classes);
  }

  /**
   * A class.
   *
   * @param share of the persons, 0 to 1; 0 without any
   * @param purchases of its persons in the window
   * @param sum of their money
   */
  public record ClassSize(RfmClass name, long persons, double share, long purchases, double sum) {}

  /** For each of the three, the worst score first. */
  public record Scores(List<Score> recency, List<Score> frequency, List<Score> monetary) {}

  /**
   * A score.
   *
   * @param score 1 to 5
   * @param from smallest value that has it: days since the last purchase, purchases, or money
   * @param to largest one
   */
  public record Score(int score, long persons, double from, double to) {}
}
