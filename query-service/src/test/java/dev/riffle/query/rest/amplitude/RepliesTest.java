package dev.riffle.query.rest.amplitude;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.riffle.query.answer.FunnelAnswer;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.Line;
import dev.riffle.query.answer.RetentionAnswer;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.answer.SeriesAnswer;
import dev.riffle.query.answer.Values;
import dev.riffle.query.question.Bracket;
import dev.riffle.query.question.DayMode;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.PeriodUnit;
import dev.riffle.query.question.ReturnRule;
import dev.riffle.query.question.StartRule;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Our answers in Amplitude's shapes. */
class RepliesTest {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  @Test
  void segmentationTellsTopGroupsAndUndefinedAsZero() {
    SegmentationAnswer answer =
        new SegmentationAnswer(
            Answered.range(2),
            Interval.DAY,
            Answered.days(2),
            List.of(
                new SeriesAnswer(
                    "A",
                    "Song Played",
                    Optional.empty(),
                    new Line(average(2), List.of(average(1), undefined())),
                    List.of(
                        new GroupAnswer(
                            List.of(),
                            false,
                            "free",
                            new Line(average(1.5), List.of(average(1.5), undefined()))),
                        new GroupAnswer(
                            List.of(),
                            true,
                            "(other)",
                            new Line(average(3), List.of(undefined(), undefined())))))),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Answered.META);

    assertThat(json(SegmentationReply.of(answer, Optional.of("average"))))
        .isEqualTo(
            Asked.json(
                """
                {'data':{'series':[[1.5,0.0]],'seriesLabels':['free'],
                 'seriesMeta':[{'segmentIndex':0,'eventIndex':0}],
                 'seriesCollapsed':[[{'value':1.5}]],'xValues':['2026-11-04','2026-11-05']}}
                """));
  }

  @Test
  void funnelThatNobodyFinishesHasNoMedian() {
    FunnelAnswer.FunnelLine line =
        new FunnelAnswer.FunnelLine(
            List.of(
                new FunnelAnswer.FunnelStep(
                    3, OptionalDouble.empty(), OptionalDouble.of(1), Optional.empty()),
                new FunnelAnswer.FunnelStep(
                    0, OptionalDouble.of(0), OptionalDouble.of(0), Optional.empty()),
                new FunnelAnswer.FunnelStep(
                    0, OptionalDouble.empty(), OptionalDouble.of(0), Optional.empty())),
            List.of(List.of(3L, 0L, 0L)));
    FunnelAnswer answer =
        new FunnelAnswer(
            Answered.range(1),
            List.of("A", "B", "C"),
            Interval.DAY,
            Answered.days(1),
            List.of(50d),
            List.of(
                new FunnelAnswer.FunnelSegment(
                    Optional.empty(), line, List.of(), Optional.empty())),
            Optional.empty(),
            Answered.META);

    assertThat(json(FunnelReply.of(answer)))
        .isEqualTo(
            Asked.json(
                """
                {'data':[{'meta':{'segmentIndex':0},'events':['A','B','C'],
                 'cumulativeRaw':[3,0,0],'cumulative':[1.0,0.0,0.0],'stepByStep':[1.0,0.0,0.0],
                 'medianTransTimes':[0.0,null,null],
                 'dayFunnels':{'series':[[3,0,0]],'xValues':['2026-11-04'],
                  'formattedXValues':['Nov 04']}}]}
                """));
  }

  @Test
  void retentionBeginsWithTheCohortAndMarksWhatMayStillGrow() {
    RetentionAnswer.RetentionTable table =
        new RetentionAnswer.RetentionTable(
            5,
            List.of(new RetentionAnswer.ReturnRate(3, 2, OptionalDouble.of(2 / 3d))),
            List.of(
                new RetentionAnswer.CohortRow(
                    3, List.of(new RetentionAnswer.ReturnCell(2, true, OptionalDouble.of(2 / 3d)))),
                new RetentionAnswer.CohortRow(
                    2, List.of(new RetentionAnswer.ReturnCell(1, false, OptionalDouble.empty())))));
    RetentionAnswer answer =
        new RetentionAnswer(
            Answered.range(2),
            PeriodUnit.DAY,
            DayMode.CALENDAR,
            ReturnRule.ON,
            StartRule.EVERY_PERIOD,
            List.of(new Bracket(0, 0)),
            Answered.days(2),
            List.of(new RetentionAnswer.RetentionLine(Optional.empty(), table, List.of())),
            List.of(),
            Answered.META);

    assertThat(json(RetentionReply.of(answer)))
        .isEqualTo(
            Asked.json(
                """
                {'data':{'series':[{'dates':['Nov 05','Nov 04'],
                 'values':{
                  'Nov 04':[{'count':3,'outof':3,'incomplete':false},
                            {'count':2,'outof':3,'incomplete':false}],
                  'Nov 05':[{'count':2,'outof':2,'incomplete':false},
                            {'count':1,'outof':2,'incomplete':true}]},
                 'combined':[{'count':5,'outof':5,'retainedSetId':null,'incomplete':false},
                             {'count':2,'outof':3,'retainedSetId':null,'incomplete':true}]}],
                 'seriesMeta':[{'segmentIndex':0,'eventIndex':0}]}}
                """));
  }

  @Test
  void datesOfTwoYearsAreToldApart() {
    LocalDate day = Answered.FIRST;
    assertThat(DayLabel.telling(List.of(day, day.plusDays(1))).apply(day)).isEqualTo("Nov 04");
    assertThat(DayLabel.telling(List.of(day, day.plusYears(1))).apply(day))
        .isEqualTo("Nov 04, 2026");
  }

  private static Values average(double average) {
    return values(OptionalDouble.of(average));
  }

  private static Values undefined() {
    return values(OptionalDouble.empty());
  }

  private static Values values(OptionalDouble average) {
    return new Values(
        OptionalLong.empty(),
        OptionalLong.empty(),
        average,
        OptionalDouble.empty(),
        Optional.empty(),
        Map.of());
  }

  private static JsonNode json(Object reply) {
    return Asked.json(JSON.valueToTree(reply).toString());
  }
}
