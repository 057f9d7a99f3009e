package dev.riffle.query.session;

import dev.riffle.query.Watermark;
import dev.riffle.query.answer.Bucket;
import dev.riffle.query.answer.SessionsAnswer;
import dev.riffle.query.answer.SessionsAnswer.SessionCounts;
import dev.riffle.query.answer.SessionsAnswer.SessionsLine;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Segment;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
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
    return new SessionsAnswer(
        plan.range().answered(),
        plan.question().interval(),
        buckets,
        plan.segments().stream().map(this::line).toList(),
        engine.meta(watermark, warnings, plan.question().scope().explain()));
  }

  private SessionsLine line(Optional<Segment> segment) {
    Map<Long, Integer> places = plan.axis().places();
    List<SessionCounts> points =
        new ArrayList<>(Collections.nCopies(plan.axis().buckets().size(), SessionCounts.NONE));
    SessionCounts total = SessionCounts.NONE;
    for (List<Object> row : engine.run(sql.counts(segment)).rows()) {
      SessionCounts counts =
          SessionCounts.of(
              (Long) row.get(2),
              (Long) row.get(3),
              (Long) row.get(4),
              (Long) row.get(5),
              (Double) row.get(6));
      Integer place = places.get((Long) row.get(1));
      if ((Long) row.get(0) == 1) {
        total = counts;
      } else if (place != null) {
        points.set(place, counts);
      }
    }
    return new SessionsLine(segment.map(Segment::name), total, points);
  }
}
