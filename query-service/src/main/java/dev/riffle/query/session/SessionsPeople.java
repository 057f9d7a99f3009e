package dev.riffle.query.session;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.time.TimeAxis;
import java.time.Instant;
import java.util.Optional;

/** From a number of sessions to the persons who began them. */
public final class SessionsPeople {
  private final SessionsPlan plan;
  private final SessionsSql sql;

  public SessionsPeople(SessionsPlan plan, Watermark watermark) {
    this.plan = plan;
    this.sql = new SessionsSql(plan, watermark);
  }

  /**
   * The persons' numbers.
   *
   * @throws InvalidQuestion when the answer has no such bucket
   */
  public SqlStatement of(Cell.OfSessions cell) {
    Optional<Segment> segment =
        plan.question().segments().stream()
            .filter(each -> cell.segment().filter(each.name()::equals).isPresent())
            .findFirst();
    TimeAxis.Stretch range =
        new TimeAxis.Stretch(plan.range().from(), plan.range().start(), plan.range().end());
    return sql.people(segment, cell.bucket().map(this::stretch).orElse(range));
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
