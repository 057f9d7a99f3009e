package dev.riffle.query.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.Analyst;
import dev.riffle.query.EngineForTests;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.answer.Answer;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.engine.ResultTable;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.engine.StatementEstimates;
import dev.riffle.query.question.Question;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.HistoryWriter;
import dev.riffle.query.reference.RandomFunnel;
import dev.riffle.query.reference.RandomHistory;
import dev.riffle.query.reference.RandomPaths;
import dev.riffle.query.reference.RandomQuestion;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random questions of every kind are estimated, and then asked: what the engine says it has read is
 * within the estimate. One seed again: {@code -Dseed=17}; more of them: {@code -Dseeds=200}.
 */
class EstimatorIT {
  private static final int ROUNDS = 4;
  private static EngineForTests engine;

  /**
   * What the statements of a question have read, but for the one that looks how new the data are.
   */
  private static final class Measured implements SqlEngine {
    private final String watermark;
    private long rows;
    private int statements;

    Measured(ProjectContext project) {
      this.watermark = new ProjectRows(project).watermark().text();
    }

    @Override
    public ResultTable run(SqlStatement statement, String queryId, QueryLimits limits) {
      ResultTable result = engine.reader().run(statement, queryId, limits);
      if (!statement.text().equals(watermark)) {
        rows += result.rowsRead();
        statements++;
      }
      return result;
    }
  }

  /** Names are known beforehand. */
  private record Known(Catalog catalog) implements Catalogs {
    @Override
    public Catalog recent(ProjectContext project) {
      return catalog;
    }

    @Override
    public Catalog fresh(ProjectContext project) {
      return catalog;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void whatIsReadIsWithinTheEstimate() throws Exception {
    Long only = Long.getLong("seed");
    long first = only == null ? 1 : only;
    long last = only == null ? Long.getLong("seeds", 5) : only;
    List<History> histories = new ArrayList<>();
    for (long seed = first; seed <= last; seed++) {
      histories.add(RandomHistory.of(seed, (int) (seed - first) + 1, new SplittableRandom(seed)));
    }
    new HistoryWriter(engine.writer()).write(histories);

    long estimated = 0;
    long read = 0;
    for (long seed = first; seed <= last; seed++) {
      History history = histories.get((int) (seed - first));
      for (Question question : questions(seed, history)) {
        Measured measured = new Measured(history.project());
        Catalogs catalogs = new Known(history.catalog(seed % 2 == 0));
        Estimate estimate = estimate(history, question, catalogs, measured);
        assertThat(measured.statements).as("it is not run").isZero();
        Answer _ =
            new Analyst(
                    measured,
                    catalogs,
                    Instant::now,
                    EstimatorIT::id,
                    EngineForTests.LIMITS,
                    ResultCache.none())
                .answer(history.project(), question);

        String as = "seed " + seed + ": " + question + " " + estimate;
        assertThat(measured.rows).as(as).isLessThanOrEqualTo(estimate.rowsAtMost());
        assertThat(measured.statements)
            .as(as)
            .isBetween(estimate.statements(), estimate.statementsAtMost());
        if (measured.statements == estimate.statements()) {
          assertThat(measured.rows).as(as).isLessThanOrEqualTo(estimate.rows());
          estimated += estimate.rows();
          read += measured.rows;
        }
      }
    }
    System.out.printf("seeds %d to %d: %d rows read of %d%n", first, last, read, estimated);
    assertThat(read).as("it is not said too much by far").isGreaterThan(estimated / 2);
  }

  private static List<Question> questions(long seed, History history) {
    SplittableRandom random = new SplittableRandom(~seed);
    RandomQuestion questions = new RandomQuestion(seed, history, random);
    RandomFunnel funnels = new RandomFunnel(seed, history, random);
    RandomPaths paths = new RandomPaths(seed, history, random);
    List<Question> all = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      all.add(questions.segmentation());
      questions.usage().ifPresent(all::add);
      all.add(funnels.funnel());
      all.add(paths.paths());
      all.add(questions.retention());
      all.add(questions.lifecycle());
      all.add(questions.stickiness());
      all.add(questions.sessions());
      all.add(questions.revenue());
    }
    return all;
  }

  /** The engine reads nothing of a table meanwhile, but what it says about itself. */
  private static Estimate estimate(
      History history, Question question, Catalogs catalogs, Measured measured) {
    StatementEstimates estimates =
        (statement, id, limits) -> {
          ResultTable tables = engine.reader().estimate(statement, id, limits);
          assertThat(tables.rowsRead()).isLessThanOrEqualTo(tables.rows().size());
          return tables;
        };
    return new Estimator(
            measured, estimates, catalogs, Instant::now, EstimatorIT::id, EngineForTests.LIMITS)
        .estimate(history.project(), question);
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
