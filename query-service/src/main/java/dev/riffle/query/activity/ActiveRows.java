package dev.riffle.query.activity;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.SelectedEvent;
import dev.riffle.query.sql.PredicateSql;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows that make somebody active. */
final class ActiveRows {
  private final ActivityPlan plan;
  private final Watermark watermark;
  private final ProjectRows rows;
  private final PredicateSql predicates;

  ActiveRows(ActivityPlan plan, Watermark watermark) {
    this.plan = plan;
    this.watermark = watermark;
    this.rows = new ProjectRows(plan.project());
    this.predicates = new PredicateSql(rows, plan.range(), watermark);
  }

  /** From this instant to the end of the range. */
  ProjectRows.EventSelection since(Instant start, Optional<Segment> segment) {
    ProjectRows.EventSelection selection = rows.tracked(start, plan.range().end(), watermark);
    SelectedEvent event = plan.question().event();
    event.event().ifPresent(name -> selection.and(sql("event = ").then(SqlParameter.text(name))));
    event.where().map(predicates::of).ifPresent(selection::and);
    segment.flatMap(Segment::where).map(predicates::of).ifPresent(selection::and);
    return selection;
  }

  /** The index that stands for the event's time, by where each stretch of time begins. */
  static SqlFragment index(List<Long> starts, List<Long> indexes) {
    return sql("transform(roundDown(toUnixTimestamp64Milli(ts), ")
        .then(SqlParameter.wholes(starts))
        .then("), ")
        .then(SqlParameter.wholes(starts))
        .then(", ")
        .then(SqlParameter.wholes(indexes))
        .then(")");
  }
}
