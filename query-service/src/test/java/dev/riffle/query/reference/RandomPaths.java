package dev.riffle.query.reference;

import dev.riffle.query.question.ConversionWindow;
import dev.riffle.query.question.PathDirection;
import dev.riffle.query.question.Paths;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Valid questions about paths in a random history, over every field. */
public final class RandomPaths {
  private final RandomGenerator random;
  private final RandomQuestion questions;

  public RandomPaths(long seed, History history, RandomGenerator random) {
    this.random = random;
    this.questions = new RandomQuestion(seed, history, random);
  }

  public Paths paths() {
    String anchor = questions.one(questions.events());
    List<String> exclude = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      exclude.add(questions.one(questions.events()));
      exclude.remove(anchor);
    }
    return new Paths(
        new Series(anchor, questions.maybe(4, () -> questions.predicate(1))),
        questions.one(Arrays.asList(PathDirection.values())),
        1 + random.nextInt(5),
        questions.maybe(
            2,
            () ->
                questions.one(
                    List.of(
                        new ConversionWindow(1, ConversionWindow.Unit.HOURS),
                        new ConversionWindow(2, ConversionWindow.Unit.DAYS),
                        new ConversionWindow(2, ConversionWindow.Unit.WEEKS)))),
        random.nextBoolean(),
        exclude,
        questions.maybe(4, () -> questions.predicate(2)),
        segments(),
        questions.scope(
            questions.middle().minusDays(random.nextInt(9)),
            questions.middle().plusDays(random.nextInt(9))),
        1 + random.nextInt(4));
  }

  private List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      segments.add(new Segment("segment " + i, questions.maybe(2, () -> questions.predicate(1))));
    }
    return segments;
  }
}
