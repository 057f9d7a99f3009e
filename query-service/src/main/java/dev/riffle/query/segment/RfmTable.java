package dev.riffle.query.segment;

import dev.riffle.query.answer.Meta;
import dev.riffle.query.question.RfmClass;
import dev.riffle.query.segment.RfmAnswer.ClassSize;
import dev.riffle.query.segment.RfmAnswer.Score;
import dev.riffle.query.segment.RfmAnswer.Scores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** From persons by their three scores to an answer. Pure. */
final class RfmTable {
  /** Where the columns of the smallest values begin, after scores and totals. */
  private static final int RANGES = 6;

  private final List<List<Object>> rows;

  /** Of {@code MemberRows.scores}. */
  RfmTable(List<List<Object>> rows) {
    this.rows = rows;
  }

  RfmAnswer answer(Instant asOf, Meta meta) {
    long persons = rows.stream().mapToLong(row -> (Long) row.get(3)).sum();
    List<ClassSize> classes = new ArrayList<>();
    for (RfmClass each : RfmClass.values()) {
      classes.add(size(each, persons));
    }
    return new RfmAnswer(asOf, persons, classes, new Scores(scores(0), scores(1), scores(2)), meta);
  }

  private ClassSize size(RfmClass name, long all) {
    long persons = 0;
    long purchases = 0;
    double sum = 0;
    for (List<Object> row : rows) {
      if (RfmClass.of(score(row, 0), score(row, 1), score(row, 2)) == name) {
        persons += (Long) row.get(3);
        purchases += (Long) row.get(4);
        sum += (Double) row.get(5);
      }
    }
    return new ClassSize(name, persons, all == 0 ? 0 : (double) persons / all, purchases, sum);
  }

  /**
   * What the scores of one of the three stand for.
   *
   * @param which 0 recency, 1 frequency, 2 money
   */
  private List<Score> scores(int which) {
    TreeMap<Integer, Score> scores = new TreeMap<>();
    for (List<Object> row : rows) {
      scores.merge(
          score(row, which),
          new Score(
              score(row, which),
              (Long) row.get(3),
              ((Number) row.get(RANGES + 2 * which)).doubleValue(),
              ((Number) row.get(RANGES + 2 * which + 1)).doubleValue()),
          (one, other) ->
              new Score(
                  one.score(),
                  one.persons() + other.persons(),
                  Math.min(one.from(), other.from()),
                  Math.max(one.to(), other.to())));
    }
    return List.copyOf(scores.values());
  }

  private static int score(List<Object> row, int which) {
    return Math.toIntExact((Long) row.get(which));
  }
}
