package dev.riffle.query;

import dev.riffle.query.activity.ActivityPeople;
import dev.riffle.query.activity.ActivityPlan;
import dev.riffle.query.activity.LifecycleRun;
import dev.riffle.query.activity.StickinessRun;
import dev.riffle.query.answer.Answer;
import dev.riffle.query.answer.FeatureUsageAnswer;
import dev.riffle.query.answer.FunnelAnswer;
import dev.riffle.query.answer.LifecycleAnswer;
import dev.riffle.query.answer.PathsAnswer;
import dev.riffle.query.answer.RetentionAnswer;
import dev.riffle.query.answer.RevenueAnswer;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.answer.SessionsAnswer;
import dev.riffle.query.answer.StickinessAnswer;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.engine.EngineException;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.funnel.FunnelPeople;
import dev.riffle.query.funnel.FunnelPlan;
import dev.riffle.query.funnel.FunnelPlanner;
import dev.riffle.query.funnel.FunnelRun;
import dev.riffle.query.paths.PathsPeople;
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
import dev.riffle.query.question.Revenue;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.question.Sessions;
import dev.riffle.query.question.Stickiness;
import dev.riffle.query.retention.RetentionPeople;
import dev.riffle.query.retention.RetentionPlan;
import dev.riffle.query.retention.RetentionPlanner;
import dev.riffle.query.retention.RetentionRun;
import dev.riffle.query.revenue.RevenuePeople;
import dev.riffle.query.revenue.RevenuePlan;
import dev.riffle.query.revenue.RevenueRun;
import dev.riffle.query.segmentation.SegmentationPeople;
import dev.riffle.query.segmentation.SegmentationPlan;
import dev.riffle.query.segmentation.SegmentationPlanner;
import dev.riffle.query.segmentation.SegmentationRun;
import dev.riffle.query.session.SessionsPeople;
import dev.riffle.query.session.SessionsPlan;
import dev.riffle.query.session.SessionsRun;
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
  private final ResultCache cache;

  /**
   * Makes an analyst.
   *
   * @param clock says what "the last 30 days" are
   * @param queryIds a new name for each question, unique for the engine
   * @param limits of one question; the time is that of all its statements together
   * @param cache of results that need not be computed again
   */
  public Analyst(
      SqlEngine engine,
      Catalogs catalogs,
      InstantSource clock,
      Supplier<String> queryIds,
      QueryLimits limits,
      ResultCache cache) {
    this.engine = engine;
    this.catalogs = catalogs;
    this.clock = clock;
    this.queryIds = queryIds;
    this.limits = limits;
    this.cache = cache;
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
      case Sessions sessions -> answer(project, sessions);
      case Revenue revenue -> answer(project, revenue);
      case Funnel funnel -> answer(project, funnel);
      case Paths paths -> answer(project, paths);
    };
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public SegmentationAnswer answer(ProjectContext project, Segmentation question) {
    Asked<SegmentationPlan> asked = asked(project, question, SegmentationPlanner::plan);
    return new SegmentationRun(asked.plan(), asked.watermark(), asked.run())
        .answer(asked.warnings());
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public FeatureUsageAnswer answer(ProjectContext project, FeatureUsage question) {
    Asked<UsagePlan> asked = asked(project, question, UsagePlan::of);
    return new UsageRun(asked.plan(), asked.watermark(), asked.run()).answer(asked.warnings());
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public FunnelAnswer answer(ProjectContext project, Funnel question) {
    Asked<FunnelPlan> asked = asked(project, question, FunnelPlanner::plan);
    return new FunnelRun(asked.plan(), asked.watermark(), asked.run()).answer(asked.warnings());
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public PathsAnswer answer(ProjectContext project, Paths question) {
    Asked<PathsPlan> asked = asked(project, question, PathsPlan::of);
    return new PathsRun(asked.plan(), asked.watermark(), asked.run()).answer(asked.warnings());
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public RetentionAnswer answer(ProjectContext project, Retention question) {
    Asked<RetentionPlan> asked = asked(project, question, RetentionPlanner::plan);
    return new RetentionRun(asked.plan(), asked.watermark(), asked.run()).answer(asked.warnings());
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public LifecycleAnswer answer(ProjectContext project, Lifecycle question) {
    Asked<ActivityPlan> asked = asked(project, question, ActivityPlan::of);
    return new LifecycleRun(asked.plan(), asked.watermark(), asked.run()).answer(asked.warnings());
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public StickinessAnswer answer(ProjectContext project, Stickiness question) {
    Asked<ActivityPlan> asked = asked(project, question, ActivityPlan::of);
    return new StickinessRun(asked.plan(), asked.watermark(), asked.run()).answer(asked.warnings());
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public SessionsAnswer answer(ProjectContext project, Sessions question) {
    Asked<SessionsPlan> asked = asked(project, question, SessionsPlan::of);
    return new SessionsRun(asked.plan(), asked.watermark(), asked.run()).answer(asked.warnings());
  }

  /** As {@link #answer(ProjectContext, Question)}. */
  public RevenueAnswer answer(ProjectContext project, Revenue question) {
    Asked<RevenuePlan> asked = asked(project, question, RevenuePlan::of);
    return new RevenueRun(asked.plan(), asked.watermark(), asked.run()).answer(asked.warnings());
  }

  /**
   * The persons behind a number of an answer.
   *
   * @throws InvalidQuestion when the asker can mend it
   * @throws EngineException when the engine cannot answer it
   */
  public PeopleList people(ProjectContext project, Cell cell, Optional<Instant> asOfReceived) {
    return switch (cell) {
      case Cell.OfSegmentation of -> {
        Asked<SegmentationPlan> asked =
            askedInside(project, of.question(), asOfReceived, SegmentationPlanner::plan);
        yield list(
            project,
            asked,
            new SegmentationPeople(asked.plan(), asked.watermark(), asked.run()).of(of));
      }
      case Cell.OfUsage of -> {
        Asked<UsagePlan> asked = askedInside(project, of.question(), asOfReceived, UsagePlan::of);
        yield list(
            project, asked, new UsagePeople(asked.plan(), asked.watermark(), asked.run()).of(of));
      }
      case Cell.OfFunnel of -> {
        Asked<FunnelPlan> asked =
            askedInside(project, of.question(), asOfReceived, FunnelPlanner::plan);
        yield list(
            project, asked, new FunnelPeople(asked.plan(), asked.watermark(), asked.run()).of(of));
      }
      case Cell.OfRetention of -> {
        Asked<RetentionPlan> asked =
            askedInside(project, of.question(), asOfReceived, RetentionPlanner::plan);
        yield list(
            project,
            asked,
            new RetentionPeople(asked.plan(), asked.watermark(), asked.run()).of(of));
      }
      case Cell.OfLifecycle of -> {
        Asked<ActivityPlan> asked =
            askedInside(project, of.question(), asOfReceived, ActivityPlan::of);
        yield list(project, asked, new ActivityPeople(asked.plan(), asked.watermark()).of(of));
      }
      case Cell.OfStickiness of -> {
        Asked<ActivityPlan> asked =
            askedInside(project, of.question(), asOfReceived, ActivityPlan::of);
        yield list(project, asked, new ActivityPeople(asked.plan(), asked.watermark()).of(of));
      }
      case Cell.OfPaths of -> {
        Asked<PathsPlan> asked = askedInside(project, of.question(), asOfReceived, PathsPlan::of);
        yield list(
            project, asked, new PathsPeople(asked.plan(), asked.watermark(), asked.run()).of(of));
      }
      case Cell.OfSessions of -> {
        Asked<SessionsPlan> asked =
            askedInside(project, of.question(), asOfReceived, SessionsPlan::of);
        yield list(
            project,
            asked,
            new SessionsPeople(asked.plan(), asked.watermark(), asked.run()).of(of));
      }
      case Cell.OfRevenue of -> {
        Asked<RevenuePlan> asked =
            askedInside(project, of.question(), asOfReceived, RevenuePlan::of);
        yield list(project, asked, new RevenuePeople(asked.plan(), asked.watermark()).of(of));
      }
    };
  }

  /** A question that is planned, and up to where it reads. */
  private record Asked<P>(P plan, Watermark watermark, EngineRun run, List<String> warnings) {}

  /** Plans a kind of question. */
  private interface Planner<Q, P> {
    P plan(Q question, ProjectContext project, Catalog catalog, Instant now);
  }

  private <Q extends Question, P> Asked<P> asked(
      ProjectContext project, Q question, Planner<Q, P> planner) {
    return asked(project, question, Optional.empty(), planner);
  }

  /** A question that stands within another: its faults are seen from there. */
  private <Q extends Question, P> Asked<P> askedInside(
      ProjectContext project, Q question, Optional<Instant> asOfReceived, Planner<Q, P> planner) {
    try {
      return asked(project, question, asOfReceived, planner);
    } catch (InvalidQuestion e) {
      throw e.under("/question");
    }
  }

  private <Q extends Question, P> Asked<P> asked(
      ProjectContext project, Q question, Optional<Instant> asOfReceived, Planner<Q, P> planner) {
    EngineRun run = run();
    P plan = planned(project, catalog -> planner.plan(question, project, catalog, clock.instant()));
    Watermark watermark =
        watermark(project, asOfReceived.or(() -> question.scope().asOfReceived()), run);
    boolean current = question.usesMode(PropertyMode.CURRENT);
    return new Asked<>(plan, watermark, run, warnings(watermark, current));
  }

  private PeopleList list(ProjectContext project, Asked<?> asked, SqlStatement people) {
    return new PeopleList(project, people, asked.watermark(), this::run);
  }

  private EngineRun run() {
    return new EngineRun(engine, queryIds.get(), limits, cache);
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
  private static Watermark watermark(
      ProjectContext project, Optional<Instant> asOfReceived, EngineRun run) {
    List<Object> row = run.run(new ProjectRows(project).watermark()).rows().getFirst();
    run.readsDataVersion((String) row.get(4));
    return Watermark.of(row).until(asOfReceived);
  }

  private static List<String> warnings(Watermark watermark, boolean current) {
    List<String> warnings = new ArrayList<>();
    if (watermark.hasPendingCorrections()) {
      warnings.add(
          "Stored events of "
              + watermark.pendingCorrections()
              + " senders are being corrected. Their persons are counted as they are known by"
              + " now; user properties at their events may still be those from before.");
    }
    if (current) {
      warnings.add(CURRENT_VALUES);
    }
    return warnings;
  }
}
