package dev.riffle.query.activity;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.time.TimeAxis;
import java.time.Instant;
import java.util.Optional;

/** From a number of a lifecycle or a stickiness to the persons it counts. */
public final class ActivityPeople {
  private final ActivityPlan plan;
  private final Watermark watermark;

  public ActivityPeople(ActivityPlan plan, Watermark watermark) {
    this.plan = plan;
    this.watermark = watermark;
  }

  /**
   * The persons' numbers.
   *
   * @throws InvalidQuestion when the answer has no such period
   */
  public SqlStatement of(Cell.OfLifecycle cell) {
    return new LifecycleSql(plan, watermark)
        .people(segment(cell.segment()), period(cell.bucket()), cell.state());
  }

  /** As {@link #of(Cell.OfLifecycle)}. */
  public SqlStatement of(Cell.OfStickiness cell) {
    return new StickinessSql(plan, watermark)
        .people(segment(cell.segment()), period(cell.bucket()), cell.days(), cell.orMore());
  }

  /** The cell was checked to name one of them, if there are any. */
  private Optional<Segment> segment(Optional<String> name) {
    return plan.segments().stream()
        .filter(segment -> segment.map(Segment::name).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private int period(Instant start) {
    int period = plan.periods().stream().map(TimeAxis.Stretch::start).toList().indexOf(start);
    if (period < 0) {
      throw InvalidQuestion.at(
          "/cell/bucket", FaultCode.UNKNOWN_VALUE, "No period of the answer starts then.");
    }
    return period;
  }
}
