package dev.riffle.query.session;

import dev.riffle.query.Watermark;
import dev.riffle.query.answer.Bucket;
import dev.riffle.query.answer.Comparisons;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.GroupValue;
import dev.riffle.query.answer.SessionsAnswer;
import dev.riffle.query.answer.SessionsAnswer.SessionCounts;
import dev.riffle.query.answer.SessionsAnswer.SessionsGroup;
import dev.riffle.query.answer.SessionsAnswer.SessionsLine;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.BreakdownSql;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Proportion;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the statements of a question about sessions and puts the answer together. */
public final class SessionsRun {
  private final SessionsPlan plan;
  private final SessionsSql sql;
  private final Watermark watermark;
  private final EngineRun engine;

  public SessionsRun(SessionsPlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.sql = new SessionsSql(plan, watermark);
    this.watermark = watermark;
    this.engine = engine;
  }

  public SessionsAnswer answer(List<String> warnings) {
    ZoneId zone = plan.range().zone();
    List<Bucket> buckets =
        plan.axis().buckets().stream()
            .map(bucket ->
                new Bucket(
                    bucket.date(),
                    bucket.start().atZone(zone).toOffsetDateTime(),
                    bucket.end().atZone(zone).toOffsetDateTime()))
            .toList();
    List<SessionsLine> lines = plan.segments().stream().map(this::line).toList();
    return new SessionsAnswer(
        plan.range().answered(),
        plan.question().interval(),
        buckets,
        lines,
        comparisons(lines),
        engine.meta(watermark, warnings, plan.question().scope().explain()));
  }

  private SessionsLine line(Optional<Segment> segment) {
    SessionsCounts counts = counts(segment);
    return new SessionsLine(
        segment.map(Segment::name),
        counts.all().total(),
        counts.all().points(),
        counts.ranked().stream().map(group -> group(group.getKey(), group.getValue())).toList());
  }

  private SessionsGroup group(GroupKey key, SessionsCounts.Cells cells) {
    List<GroupValue> values = GroupValue.of(plan.question().groupBy(), key.stored());
    String label = key.isOther() ? GroupAnswer.OTHER_LABEL : GroupValue.label(values);
    return new SessionsGroup(values, key.isOther(), label, cells.total(), cells.points());
  }

  /**
   * Counts with at most `top` groups told apart. Where few groups are expected one statement does;
   * should there be more than expected, the largest are looked for first.
   */
  private SessionsCounts counts(Optional<Segment> segment) {
    if (!plan.isGrouped()) {
      return run(segment, Optional.empty(), rowsOf(0));
    }
    int top = plan.question().top();
    if (plan.fewGroups()) {
      long rowsMax = rowsOf(BreakdownSql.FEW_GROUPS) + 1;
      List<List<Object>> rows = engine.run(sql.counts(segment, Optional.empty(), rowsMax)).rows();
      if (rows.size() < rowsMax) {
        SessionsCounts counts = new SessionsCounts(plan, rows);
        List<GroupKey> ranked = counts.ranked().stream().map(Map.Entry::getKey).toList();
        return ranked.size() <= top
            ? counts
            : run(segment, Optional.of(ranked.subList(0, top)), rowsOf(top + 1L));
      }
    }
    return run(segment, Optional.of(told(engine, sql, segment)), rowsOf(top + 1L));
  }

  /** The groups that the answer tells apart in a segment. */
  static List<GroupKey> told(EngineRun engine, SessionsSql sql, Optional<Segment> segment) {
    return engine.run(sql.ranking(segment)).rows().stream()
        .map(row -> GroupKey.read(row.getFirst()))
        .toList();
  }

  private SessionsCounts run(
      Optional<Segment> segment, Optional<List<GroupKey>> told, long rowsMax) {
    return new SessionsCounts(plan, engine.run(sql.counts(segment, told, rowsMax)).rows());
  }

  /** Each group, and over all of them, in each bucket and over all time. */
  private long rowsOf(long groups) {
    return (groups + 1) * (plan.axis().buckets().size() + 1L);
  }

  /** Of persons: their sessions are not independent of one another. */
  static Optional<Comparisons> comparisons(List<SessionsLine> lines) {
    List<Comparisons.Named> rates =
        lines.stream()
            .flatMap(line ->
                line.segment().stream()
                    .map(name -> new Comparisons.Named(name, repeating(line.total()))))
            .toList();
    return rates.size() < 2
        ? Optional.empty()
        : Optional.of(
            Comparisons.of(rates.getFirst(), rates.subList(1, rates.size()), Adjustment.HOLM));
  }

  private static Proportion repeating(SessionCounts counts) {
    return new Proportion(counts.persons(), counts.repeatPersons());
  }
}
