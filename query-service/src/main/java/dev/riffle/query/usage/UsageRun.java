package dev.riffle.query.usage;

import dev.riffle.query.Watermark;
import dev.riffle.query.answer.FeatureUsageAnswer;
import dev.riffle.query.answer.FeatureUsageAnswer.Feature;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.Segment;
import java.util.ArrayList;
import java.util.List;

/** Runs a plan's statements and puts the answer together. */
public final class UsageRun {
  /** Most rows of an answer. */
  public static final int FEATURES_MAX = 1_000;

  private final UsagePlan plan;
  private final UsageSql sql;
  private final Watermark watermark;
  private final EngineRun engine;

  public UsageRun(UsagePlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.sql = new UsageSql(plan, watermark);
    this.watermark = watermark;
    this.engine = engine;
  }

  public FeatureUsageAnswer answer(List<String> warnings) {
    UsageColumns columns = columns();
    UsageTable table = new UsageTable(columns, engine.run(sql.uses(columns)).rows());
    List<Feature> features = table.features(FEATURES_MAX);
    List<String> all = new ArrayList<>(warnings);
    if (table.size() > FEATURES_MAX) {
      all.add(
          "Only the "
              + FEATURES_MAX
              + " events with the most users of "
              + table.size()
              + " are shown.");
    }
    return new FeatureUsageAnswer(
        plan.range().answered(),
        plan.question().by(),
        table.activeUsers(),
        table.segments(),
        features,
        engine.meta(watermark, all, plan.question().scope().explain()));
  }

  private UsageColumns columns() {
    FeatureUsage question = plan.question();
    return question
        .by()
        .<UsageColumns>map(by -> new UsageColumns.OfValues(sql.told(engine.run(sql.ranking(by)))))
        .orElseGet(() ->
            new UsageColumns.OfSegments(question.segments().stream().map(Segment::name).toList()));
  }
}
