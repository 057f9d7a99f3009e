package dev.riffle.query;

import dev.riffle.query.activity.ActivityPlan;
import dev.riffle.query.activity.LifecycleRun;
import dev.riffle.query.activity.StickinessRun;
import dev.riffle.query.answer.Answer;
import dev.riffle.query.answer.FeatureUsageAnswer;
import dev.riffle.query.answer.FunnelAnswer;
import dev.riffle.query.answer.LifecycleAnswer;
import dev.riffle.query.answer.PathsAnswer;
import dev.riffle.query.answer.RetentionAnswer;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.answer.StickinessAnswer;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.engine.EngineException;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.funnel.FunnelPeople;
import dev.riffle.query.funnel.FunnelPlan;
import dev.riffle.query.funnel.FunnelPlanner;
import dev.riffle.query.funnel.FunnelRun;
import dev.riffle.query.paths.PathsPlan;
import dev.riffle.query.paths.PathsRun;
import dev.riffle.query.person.PeopleList;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Lifecycle;
import dev.riffle.query.question.Paths;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.Question;
import dev.riffle.query.question.Retention;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.question.Stickiness;
import dev.riffle.query.retention.RetentionPeople;
import dev.riffle.query.retention.RetentionPlan;
import dev.riffle.query.retention.RetentionPlanner;
import dev.riffle.query.retention.RetentionRun;
import dev.riffle.query.segmentation.SegmentationPeople;
import dev.riffle.query.segmentation.SegmentationPlan;
import dev.riffle.query.segmentation.SegmentationPlanner;
import dev.riffle.query.segmentation.SegmentationRun;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.usage.UsagePeople;
import dev.riffle.query.usage.UsagePlan;
import dev.riffle.query.usage.UsageRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Front door: answers questions. Plan, fix the watermark, run, shape.
 *
 * <p>Blocking and thread-safe; call from virtual threads. One question uses one thread and runs its
 * statements one after the other.
 */
public final class Analyst {
  private static final String CURRENT_VALUES =
      "Current values of user properties are those of this moment: asking again later may give"
          + " other numbers.";

  private final SqlEngine engine;
  private final Catalogs catalogs;
  private final InstantSource clock;
  private final Supplier<String> queryIds;
  private final QueryLimits limits;

  /**
   * Makes an analyst.
   *
   * @param clock says what "the last 30 days" are
   * @param queryIds a new name for each question, unique for the engine
   * @param limits of one question; the time is that of all its statements together
   */
  public Analyst(
      SqlEngine engine,
      Catalogs catalogs,
      InstantSource clock,
      Supplier<String> queryIds,
      QueryLimits limits) {
    this.engine = engine;
    this.catalogs = catalogs;
    this.clock = clock;
    this.queryIds = queryIds;
    this.limits = limits;
  }

  /**
   * Answers a question about a project.
   *
   * @throws InvalidQuestion when the asker can mend it
   * @throws EngineException when the engine cannot answer it
   */
  public Answer answer(ProjectContext project, Question question) {
    return switch (question) {
      case Segmentation segmentation -> answer(project, segmentation);
      case FeatureUsage usage -> answer(project, usage);
      case Retention retention -> answer(project, retention);
      case Lifecycle lifecycle -> answer(project, lifecycle);
      case Stickiness stickiness -> answer(project, stickiness);
      case Funnel funnel -> answer(project, funnel);
      case Paths paths -> answer(project, paths);
    };
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public SegmentationAnswer answer(ProjectContext project, Segmentation question) {
    EngineRun run = new EngineRun(engine, queryIds.get(), limits);
    SegmentationPlan plan =
        planned(
            project,
            catalog -> SegmentationPlanner.plan(question, project, catalog, clock.instant()));
    Watermark watermark = watermark(project, question, run);
    boolean current = question.usesMode(PropertyMode.CURRENT);
    return new SegmentationRun(plan, watermark, run).answer(warnings(watermark, current));
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public FeatureUsageAnswer answer(ProjectContext project, FeatureUsage question) {
    EngineRun run = new EngineRun(engine, queryIds.get(), limits);
    UsagePlan plan =
        planned(project, catalog -> UsagePlan.of(question, project, catalog, clock.instant()));
    Watermark watermark = watermark(project, question, run);
    return new UsageRun(plan, watermark, run).answer(warnings(watermark));
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public FunnelAnswer answer(ProjectContext project, Funnel question) {
    EngineRun run = new EngineRun(engine, queryIds.get(), limits);
    FunnelPlan plan =
        planned(
            project, catalog -> FunnelPlanner.plan(question, project, catalog, clock.instant()));
    Watermark watermark = watermark(project, question, run);
    boolean current = question.usesMode(PropertyMode.CURRENT);
    return new FunnelRun(plan, watermark, run).answer(warnings(watermark, current));
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public PathsAnswer answer(ProjectContext project, Paths question) {
    EngineRun run = new EngineRun(engine, queryIds.get(), limits);
    PathsPlan plan =
        planned(project, catalog -> PathsPlan.of(question, project, catalog, clock.instant()));
    Watermark watermark = watermark(project, question, run);
    boolean current = question.usesMode(PropertyMode.CURRENT);
    return new PathsRun(plan, watermark, run).answer(warnings(watermark, current));
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public RetentionAnswer answer(ProjectContext project, Retention question) {
    EngineRun run = new EngineRun(engine, queryIds.get(), limits);
    RetentionPlan plan =
        planned(
            project, catalog -> RetentionPlanner.plan(question, project, catalog, clock.instant()));
    Watermark watermark = watermark(project, question, run);
    boolean current = question.usesMode(PropertyMode.CURRENT);
    return new RetentionRun(plan, watermark, run).answer(warnings(watermark, current));
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public LifecycleAnswer answer(ProjectContext project, Lifecycle question) {
    EngineRun run = new EngineRun(engine, queryIds.get(), limits);
    ActivityPlan plan =
        planned(project, catalog -> ActivityPlan.of(question, project, catalog, clock.instant()));
    Watermark watermark = watermark(project, question, run);
    boolean current = question.usesMode(PropertyMode.CURRENT);
    return new LifecycleRun(plan, watermark, run).answer(warnings(watermark, current));
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public StickinessAnswer answer(ProjectContext project, Stickiness question) {
    EngineRun run = new EngineRun(engine, queryIds.get(), limits);
    ActivityPlan plan =
        planned(project, catalog -> ActivityPlan.of(question, project, catalog, clock.instant()));
    Watermark watermark = watermark(project, question, run);
    boolean current = question.usesMode(PropertyMode.CURRENT);
    return new StickinessRun(plan, watermark, run).answer(warnings(watermark, current));
  }

  /**
   * The persons behind a number of an answer.
   *
   * @throws InvalidQuestion when the asker can mend it
   * @throws EngineException when the engine cannot answer it
   */
  public PeopleList people(ProjectContext project, Cell cell, Optional<Instant> asOfReceived) {
    EngineRun run = new EngineRun(engine, queryIds.get(), limits);
    Optional<Instant> asOf = asOfReceived.or(() -> cell.question().scope().asOfReceived());
    SqlStatement people;
    Watermark watermark;
    switch (cell) {
      case Cell.OfSegmentation of -> {
        SegmentationPlan plan =
            plannedInside(
                project,
                catalog ->
                    SegmentationPlanner.plan(of.question(), project, catalog, clock.instant()));
        watermark = watermark(project, asOf, run);
        people = new SegmentationPeople(plan, watermark, run).of(of);
      }
      case Cell.OfUsage of -> {
        UsagePlan plan =
            plannedInside(
                project, catalog -> UsagePlan.of(of.question(), project, catalog, clock.instant()));
        watermark = watermark(project, asOf, run);
        people = new UsagePeople(plan, watermark, run).of(of);
      }
      case Cell.OfFunnel of -> {
        FunnelPlan plan =
            plannedInside(
                project,
                catalog -> FunnelPlanner.plan(of.question(), project, catalog, clock.instant()));
        watermark = watermark(project, asOf, run);
        people = new FunnelPeople(plan, watermark, run).of(of);
      }
      case Cell.OfRetention of -> {
        RetentionPlan plan =
            plannedInside(
                project,
                catalog -> RetentionPlanner.plan(of.question(), project, catalog, clock.instant()));
        watermark = watermark(project, asOf, run);
        people = new RetentionPeople(plan, watermark, run).of(of);
      }
    }
    return new PeopleList(
        project, people, watermark, () -> new EngineRun(engine, queryIds.get(), limits));
  }

  private <P> P plannedInside(ProjectContext project, Function<Catalog, P> plan) {
    try {
      return planned(project, plan);
    } catch (InvalidQuestion e) {
      throw e.under("/question");
    }
  }

  /** A name that is not in the recent catalog may have come a moment ago. */
  private <P> P planned(ProjectContext project, Function<Catalog, P> plan) {
    try {
      return plan.apply(catalogs.recent(project).with(project.segments()));
    } catch (InvalidQuestion e) {
      if (e.faults().stream().noneMatch(fault -> fault.code().isUnknownName())) {
        throw e;
      }
      return plan.apply(catalogs.fresh(project).with(project.segments()));
    }
  }

  /**
   * The newest received time, or the earlier one that was asked for: every statement of the
   * question reads up to it, so that they agree. Empty when the project has no rows.
   */
  private static Watermark watermark(ProjectContext project, Question question, EngineRun run) {
    return watermark(project, question.scope().asOfReceived(), run);
  }

  private static Watermark watermark(
      ProjectContext project, Optional<Instant> asOfReceived, EngineRun run) {
    List<Object> row = run.run(new ProjectRows(project).watermark()).rows().getFirst();
    long newest = (Long) row.get(0);
    long pending = (Long) row.get(1);
    long ownersMax = (Long) row.get(2);
    return newest == 0
        ? new Watermark(Optional.empty(), pending, ownersMax)
        : new Watermark(
            asOfReceived
                .filter(asked -> asked.toEpochMilli() < newest)
                .or(() -> Optional.of(Instant.ofEpochMilli(newest))),
            pending,
            ownersMax);
  }

  private static List<String> warnings(Watermark watermark, boolean current) {
    List<String> warnings = new ArrayList<>(warnings(watermark));
    if (current) {
      warnings.add(CURRENT_VALUES);
    }
    return warnings;
  }

  private static List<String> warnings(Watermark watermark) {
    return watermark.hasPendingCorrections()
        ? List.of(
            "Stored events of "
                + watermark.pendingCorrections()
                + " senders are being corrected. Their persons are counted as they are known by"
                + " now; user properties at their events may still be those from before.")
        : List.of();
  }
}
