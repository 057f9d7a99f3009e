package dev.riffle.query.session;

import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.time.TimeAxis;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** From a number of sessions to the persons who began them. */
public final class SessionsPeople {
  private final SessionsPlan plan;
  private final SessionsSql sql;
  private final EngineRun engine;

  public SessionsPeople(SessionsPlan plan, Watermark watermark, EngineRun engine) {
    this.plan = plan;
    this.sql = new SessionsSql(plan, watermark);
    this.engine = engine;
  }

  /**
   * The persons' numbers. For the group of all the others it asks which ones are told apart.
   *
   * @throws InvalidQuestion when the answer has no such bucket
   */
  public SqlStatement of(Cell.OfSessions cell) {
    Optional<Segment> segment =
        plan.question().segments().stream()
            .filter(each -> cell.segment().filter(each.name()::equals).isPresent())
            .findFirst();
    return sql.people(
        new SessionsCell(
            segment,
            cell.bucket().map(this::stretch),
            cell.group().map(group -> group(group, segment)),
            cell.repeat()));
  }

  private SessionsCell.Group group(Cell.Group group, Optional<Segment> segment) {
    return new SessionsCell.Group(
        group.other(),
        group.other()
            ? SessionsRun.told(engine, sql, segment)
            : List.of(GroupKey.of(group.values())));
  }

  private TimeAxis.Stretch stretch(Instant start) {
    return plan.axis().buckets().stream()
        .filter(bucket -> bucket.start().equals(start) && bucket.end().isAfter(start))
        .findFirst()
        .orElseThrow(() ->
            InvalidQuestion.at(
                "/cell/bucket", FaultCode.UNKNOWN_VALUE, "No bucket of the answer starts then."));
  }
}
