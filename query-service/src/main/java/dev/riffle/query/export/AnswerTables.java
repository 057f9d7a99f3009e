package dev.riffle.query.export;

import dev.riffle.query.answer.Answer;
import dev.riffle.query.answer.Bucket;
import dev.riffle.query.answer.FeatureUsageAnswer;
import dev.riffle.query.answer.FormulaAnswer;
import dev.riffle.query.answer.FunnelAnswer;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.LifecycleAnswer;
import dev.riffle.query.answer.Line;
import dev.riffle.query.answer.PathsAnswer;
import dev.riffle.query.answer.RetentionAnswer;
import dev.riffle.query.answer.RevenueAnswer;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.answer.SeriesAnswer;
import dev.riffle.query.answer.SessionsAnswer;
import dev.riffle.query.answer.StickinessAnswer;
import dev.riffle.query.answer.Values;
import dev.riffle.query.export.AnswerTable.Row;
import dev.riffle.query.question.Bracket;
import java.util.ArrayList;
import java.util.List;

/** Every kind of answer as a table. A row without {@code start} is of the whole range. */
public final class AnswerTables {
  private static final String SEGMENT = "segment";
  private static final String GROUP = "group";
  private static final String START = "start";
  private static final String EVENT = "event";
  private static final String STEP = "step";
  private static final String PERSONS = "persons";
  private static final String USERS = "users";
  private static final String TOTALS = "totals";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String FINISHED = "finished";

  private final List<Row> rows = new ArrayList<>();

  private AnswerTables() {}

  public static AnswerTable of(Answer answer) {
    AnswerTables table = new AnswerTables();
    switch (answer) {
      case SegmentationAnswer segmentation -> table.add(segmentation);
      case FeatureUsageAnswer usage -> table.add(usage);
      case FunnelAnswer funnel -> table.add(funnel);
      case PathsAnswer paths -> table.add(paths);
      case RetentionAnswer retention -> table.add(retention);
      case LifecycleAnswer lifecycle -> table.add(lifecycle);
      case StickinessAnswer stickiness -> table.add(stickiness);
      case SessionsAnswer sessions -> table.add(sessions);
      case RevenueAnswer revenue -> table.add(revenue);
    }
    return AnswerTable.of(columns(answer), table.rows);
  }

  /** Of those that may have no rows, what stands in each. */
  private static List<String> columns(Answer answer) {
    return switch (answer) {
      case FeatureUsageAnswer _ -> List.of(EVENT, USERS, TOTALS);
      case PathsAnswer _ -> List.of(STEP, FROM, TO, PERSONS);
      case SegmentationAnswer _,
          FunnelAnswer _,
          RetentionAnswer _,
          LifecycleAnswer _,
          StickinessAnswer _,
          SessionsAnswer _,
          RevenueAnswer _ ->
          List.of();
    };
  }

  private void add(SegmentationAnswer answer) {
    add(new Row(), answer.buckets(), answer.series(), answer.formulas());
    answer
        .comparedTo()
        .ifPresent(earlier ->
            add(
                new Row().with("earlier", true),
                earlier.buckets(),
                earlier.series(),
                earlier.formulas()));
  }

  private void add(
      Row period, List<Bucket> buckets, List<SeriesAnswer> all, List<FormulaAnswer> formulas) {
    for (SeriesAnswer series : all) {
      Row of =
          period
              .copy()
              .with("series", series.letter())
              .with(EVENT, series.event())
              .with(SEGMENT, series.segment());
      addLines(of, buckets, series.line(), series.groups());
    }
    for (FormulaAnswer formula : formulas) {
      Row of =
          period
              .copy()
              .with("series", formula.name())
              .with("formula", formula.formula())
              .with(SEGMENT, formula.segment());
      addLines(of, buckets, formula.line(), formula.groups());
    }
  }

  private void addLines(Row of, List<Bucket> buckets, Line line, List<GroupAnswer> groups) {
    add(of, buckets, line);
    for (GroupAnswer group : groups) {
      add(of.copy().with(GROUP, group.label()), buckets, group.line());
    }
  }

  private void add(Row of, List<Bucket> buckets, Line line) {
    rows.add(with(of.copy(), line.total()));
    for (int i = 0; i < line.points().size(); i++) {
      rows.add(
          with(of.copy().with(START, buckets.get(i).start().toString()), line.points().get(i)));
    }
  }

  private static Row with(Row row, Values values) {
    row.with("uniques", values.uniques())
        .with(TOTALS, values.totals())
        .with("average", values.average())
        .with("activePercent", values.activePercent())
        .with("frequency", values.frequency());
    values.others().forEach(row::with);
    return row;
  }

  private void add(FeatureUsageAnswer answer) {
    for (FeatureUsageAnswer.Feature feature : answer.features()) {
      rows.add(
          new Row()
              .with(EVENT, feature.event())
              .with(USERS, feature.users())
              .with(TOTALS, feature.totals()));
      for (int i = 0; i < feature.cells().size(); i++) {
        FeatureUsageAnswer.Cell cell = feature.cells().get(i);
        rows.add(
            new Row()
                .with(EVENT, feature.event())
                .with(SEGMENT, answer.segments().get(i).label())
                .with(USERS, cell.users())
                .with(TOTALS, cell.totals())
                .with("share", cell.share())
                .with("timesPerUser", cell.timesPerUser())
                .with("lift", cell.lift()));
      }
    }
  }

  private void add(FunnelAnswer answer) {
    for (FunnelAnswer.FunnelSegment segment : answer.segments()) {
      Row of = new Row().with(SEGMENT, segment.segment());
      add(of, answer, segment.line());
      for (FunnelAnswer.FunnelGroup group : segment.groups()) {
        add(of.copy().with(GROUP, group.label()), answer, group.line());
      }
    }
  }

  private void add(Row of, FunnelAnswer answer, FunnelAnswer.FunnelLine line) {
    for (int step = 0; step < line.steps().size(); step++) {
      FunnelAnswer.FunnelStep reached = line.steps().get(step);
      rows.add(
          of.copy()
              .with(STEP, step + 1L)
              .with(EVENT, answer.steps().get(step))
              .with("count", reached.count())
              .with("fromPrevious", reached.fromPrevious())
              .with("fromFirst", reached.fromFirst()));
    }
    for (int i = 0; i < line.points().size() && answer.buckets().size() > 1; i++) {
      for (int step = 0; step < line.points().get(i).size(); step++) {
        rows.add(
            of.copy()
                .with(START, answer.buckets().get(i).start().toString())
                .with(STEP, step + 1L)
                .with(EVENT, answer.steps().get(step))
                .with("count", line.points().get(i).get(step)));
      }
    }
  }

  private void add(PathsAnswer answer) {
    add(new Row(), answer.nodes(), answer.links());
    for (PathsAnswer.SegmentPaths segment : answer.segments()) {
      add(new Row().with(SEGMENT, segment.segment()), segment.nodes(), segment.links());
    }
  }

  private void add(Row of, List<PathsAnswer.Node> nodes, List<PathsAnswer.Link> links) {
    for (PathsAnswer.Link link : links) {
      PathsAnswer.Node from = nodes.get(link.source());
      PathsAnswer.Node to = nodes.get(link.target());
      rows.add(
          of.copy()
              .with(STEP, (long) to.step())
              .with(FROM, from.label())
              .with(TO, to.label())
              .with(PERSONS, link.persons()));
    }
  }

  private void add(RetentionAnswer answer) {
    for (RetentionAnswer.RetentionLine line : answer.lines()) {
      Row of = new Row().with(SEGMENT, line.segment());
      add(of, answer, line.all());
      for (RetentionAnswer.RetentionGroup group : line.groups()) {
        add(of.copy().with(GROUP, group.label()), answer, group.table());
      }
    }
  }

  private void add(Row of, RetentionAnswer answer, RetentionAnswer.RetentionTable table) {
    for (int i = 0; i < table.overall().size(); i++) {
      RetentionAnswer.ReturnRate rate = table.overall().get(i);
      rows.add(
          with(of.copy(), answer.brackets().get(i))
              .with(PERSONS, rate.persons())
              .with("returned", rate.returned())
              .with("rate", rate.rate()));
    }
    for (int cohort = 0; cohort < table.cohorts().size(); cohort++) {
      RetentionAnswer.CohortRow row = table.cohorts().get(cohort);
      for (int i = 0; i < row.cells().size(); i++) {
        RetentionAnswer.ReturnCell cell = row.cells().get(i);
        rows.add(
            with(
                    of.copy().with(START, answer.cohorts().get(cohort).start().toString()),
                    answer.brackets().get(i))
                .with(PERSONS, row.persons())
                .with("returned", cell.returned())
                .with("rate", cell.rate())
                .with(FINISHED, cell.finished()));
      }
    }
  }

  private static Row with(Row row, Bracket bracket) {
    return row.with("fromPeriod", (long) bracket.from()).with("toPeriod", (long) bracket.to());
  }

  private void add(LifecycleAnswer answer) {
    for (LifecycleAnswer.LifecycleLine line : answer.lines()) {
      for (int i = 0; i < line.points().size(); i++) {
        LifecycleAnswer.LifecycleCounts counts = line.points().get(i);
        rows.add(
            new Row()
                .with(SEGMENT, line.segment())
                .with(START, answer.periods().get(i).start().toString())
                .with(FINISHED, answer.periods().get(i).finished())
                .with("new", counts.newPersons())
                .with("current", counts.current())
                .with("resurrected", counts.resurrected())
                .with("dormant", counts.dormant())
                .with("pulse", counts.pulse()));
      }
    }
  }

  private void add(StickinessAnswer answer) {
    for (StickinessAnswer.StickinessLine line : answer.lines()) {
      for (int i = 0; i < line.points().size(); i++) {
        StickinessAnswer.StickinessCounts counts = line.points().get(i);
        for (int days = 1; days <= counts.exactly().size(); days++) {
          rows.add(
              new Row()
                  .with(SEGMENT, line.segment())
                  .with(START, answer.periods().get(i).start().toString())
                  .with(FINISHED, answer.periods().get(i).finished())
                  .with("days", (long) days)
                  .with("exactly", counts.exactly().get(days - 1))
                  .with("atLeast", counts.atLeast().get(days - 1)));
        }
      }
    }
  }

  private void add(SessionsAnswer answer) {
    for (SessionsAnswer.SessionsLine line : answer.lines()) {
      Row of = new Row().with(SEGMENT, line.segment());
      add(of, answer, line.total(), line.points());
      for (SessionsAnswer.SessionsGroup group : line.groups()) {
        add(of.copy().with(GROUP, group.label()), answer, group.total(), group.points());
      }
    }
  }

  private void add(
      Row of,
      SessionsAnswer answer,
      SessionsAnswer.SessionCounts total,
      List<SessionsAnswer.SessionCounts> points) {
    rows.add(with(of.copy(), total));
    for (int i = 0; i < points.size(); i++) {
      rows.add(
          with(of.copy().with(START, answer.buckets().get(i).start().toString()), points.get(i)));
    }
  }

  private static Row with(Row row, SessionsAnswer.SessionCounts counts) {
    return row.with("sessions", counts.sessions())
        .with(PERSONS, counts.persons())
        .with("repeatPersons", counts.repeatPersons())
        .with("sessionsPerPerson", counts.sessionsPerPerson())
        .with("averageSeconds", counts.averageSeconds())
        .with("medianSeconds", counts.medianSeconds())
        .with("eventsPerSession", counts.eventsPerSession());
  }

  private void add(RevenueAnswer answer) {
    for (RevenueAnswer.RevenueLine line : answer.lines()) {
      for (RevenueAnswer.RevenueDay day : line.days()) {
        rows.add(
            new Row()
                .with(SEGMENT, line.segment())
                .with("day", (long) day.day())
                .with(PERSONS, day.persons())
                .with("payingPersons", day.payingPersons())
                .with("revenue", day.revenue())
                .with("arpu", day.arpu())
                .with("arppu", day.arppu()));
      }
    }
  }
}
