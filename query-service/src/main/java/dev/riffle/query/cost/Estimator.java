package dev.riffle.query.cost;

import dev.riffle.query.Analyst;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.answer.Answer;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.cost.Estimate.TableEstimate;
import dev.riffle.query.engine.EngineException;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.engine.StatementEstimates;
import dev.riffle.query.question.Activity;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Paths;
import dev.riffle.query.question.Question;
import dev.riffle.query.question.Retention;
import dev.riffle.query.question.Revenue;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.question.Sessions;
import dev.riffle.query.sql.ProjectRows;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Says what questions would cost, without answering them. Blocking and thread-safe. */
public final class Estimator {
  /** The values of a breakdown, the best of them, and these: instead of the values alone. */
  private static final int STATEMENTS_FOR_ONE_MAX = 3;

  private final SqlEngine engine;
  private final StatementEstimates estimates;
  private final Catalogs catalogs;
  private final InstantSource clock;
  private final Supplier<String> queryIds;
  private final QueryLimits limits;

  public Estimator(
      SqlEngine engine,
      StatementEstimates estimates,
      Catalogs catalogs,
      InstantSource clock,
      Supplier<String> queryIds,
      QueryLimits limits) {
    this.engine = engine;
    this.estimates = estimates;
    this.catalogs = catalogs;
    this.clock = clock;
    this.queryIds = queryIds;
    this.limits = limits;
  }

  /**
   * Of a question about a project.
   *
   * @throws InvalidQuestion when the asker can mend it
   * @throws EngineException when the engine cannot say it
   */
  public Estimate estimate(ProjectContext project, Question question) {
    String watermark = new ProjectRows(project).watermark().text();
    EstimatingEngine nothing =
        new EstimatingEngine(engine, estimates, statement -> statement.text().equals(watermark));
    Answer _ =
        new Analyst(nothing, catalogs, clock, queryIds, limits, ResultCache.none())
            .answer(project, question);
    List<TableEstimate> tables = nothing.tables();
    long rows = tables.stream().mapToLong(TableEstimate::rows).sum();
    int most = ranksValues(question) ? STATEMENTS_FOR_ONE_MAX : 1;
    return new Estimate(
        nothing.statements(), rows, nothing.statements() * most, rows * most, tables);
  }

  /** Whether it goes on differently when there are more values than it tells apart. */
  private static boolean ranksValues(Question question) {
    return switch (question) {
      case Segmentation segmentation -> !segmentation.groupBy().isEmpty();
      case Funnel funnel -> funnel.breakdown().isPresent();
      case Retention retention -> !retention.groupBy().isEmpty();
      case Sessions sessions -> !sessions.groupBy().isEmpty();
      case FeatureUsage _, Paths _, Activity _, Revenue _ -> false;
    };
  }
}
