package dev.riffle.query.rest.amplitude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.question.QuestionReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentationTranslationTest {
  private static final String RANGE =
      "'from':'2026-11-01','to':'2026-11-22','interval':'day','measures':['uniques']";

  @Test
  void dailyUniquesAreTheDefault() {
    assertThat(question("e", "{'event_type':'Export Started'}"))
        .isEqualTo(Asked.json("{'events':[{'event':'Export Started'}]," + RANGE + "}"));
  }

  @Test
  void filtersAreConditionsOfTheEventAndTextsStandForNumbersAndFlagsToo() {
    String event =
        """
        {'event_type':'Song Played','filters':[
          {'subprop_type':'event','subprop_key':'tempo','subprop_op':'is','subprop_value':['120','slow']},
          {'subprop_type':'user','subprop_key':'gp:trial','subprop_op':'is not','subprop_value':['true','(none)']},
          {'subprop_type':'user','subprop_key':'version','subprop_op':'contains','subprop_value':['1.0']},
          {'subprop_type':'event','subprop_key':'length','subprop_op':'greater or equal','subprop_value':[30]}]}
        """;
    assertThat(question("e", event))
        .isEqualTo(
            Asked.json(
                """
                {'events':[{'event':'Song Played','where':{'all':[
                  {'property':'tempo','of':'event','op':'is','values':['120',120.0,'slow']},
                  {'property':'trial','of':'user','op':'isNot','values':['true',true,null]},
                  {'property':'app.version','of':'event','op':'contains','values':['1.0']},
                  {'property':'length','of':'event','op':'greaterOrEqual','values':[30.0]}]}}],
                """
                    + RANGE
                    + "}"));
  }

  @Test
  void eachSegmentIsOneOfOursAndACohortIsASavedSegment() {
    assertThat(
            question(
                "e",
                "{'event_type':'Signed Up'}",
                "s",
                "[{'prop':'gp:plan','op':'is','values':['free']}]",
                "s",
                "[{'prop':'userdata_cohort','op':'is not','values':['loyalists']}]"))
        .isEqualTo(
            Asked.json(
                """
                {'events':[{'event':'Signed Up'}],'segments':[
                  {'name':'Segment 1','where':{'all':[
                    {'property':'plan','of':'user','op':'is','values':['free']}]}},
                  {'name':'Segment 2','where':{'all':[{'not':{'any':[{'inSegment':'loyalists'}]}}]}}],
                """
                    + RANGE
                    + "}"));
  }

  @Test
  void groupsOfTheRequestComeBeforeThoseOfTheEvent() {
    assertThat(
            question(
                "e",
                "{'event_type':'Signed Up','group_by':[{'type':'event','value':'referrer'}]}",
                "g",
                "country",
                "limit",
                "25"))
        .isEqualTo(
            Asked.json(
                """
                {'events':[{'event':'Signed Up'}],'top':25,'groupBy':[
                  {'property':'geo.country','of':'event'},{'property':'referrer','of':'event'}],
                """
                    + RANGE
                    + "}"));
  }

  @ParameterizedTest
  @CsvSource({"uniques, uniques", "totals, totals", "average, average", "pct_dau, activePercent"})
  void countsAreMeasures(String metric, String measure) {
    SegmentationTranslation translation =
        SegmentationTranslation.of(asked("e", "{'event_type':'Signed Up'}", "m", metric));
    assertThat(translation.question().get("measures").toString())
        .isEqualTo("[\"" + measure + "\"]");
    assertThat(translation.key()).contains(measure);
  }

  @Test
  void sumsAreOfThePropertyThatTheEventIsGroupedBy() {
    SegmentationTranslation translation =
        SegmentationTranslation.of(
            asked(
                "e",
                "{'event_type':'Paid','group_by':[{'type':'event','value':'amount'}]}",
                "m",
                "sums"));
    assertThat(translation.question().get("measures"))
        .isEqualTo(
            Asked.json("[{'measure':'sum','as':'amplitude','property':'amount','of':'event'}]"));
    assertThat(translation.question().has("groupBy")).isFalse();
    assertThat(translation.key()).contains("amplitude");
  }

  @Test
  void formulasAskForTheMeasuresThatTheyName() {
    SegmentationTranslation translation =
        SegmentationTranslation.of(
            asked(
                "e",
                "{'event_type':'Export Completed'}",
                "e2",
                "{'event_type':'Export Started'}",
                "m",
                "formula",
                "formula",
                "100*UNIQUES(A)/TOTALS(B)"));
    assertThat(translation.question().get("measures"))
        .isEqualTo(Asked.json("['totals','uniques']"));
    assertThat(translation.question().get("formulas"))
        .isEqualTo(Asked.json("['100*uniques(A)/totals(B)']"));
    assertThat(translation.key()).isEmpty();
    assertThat(QuestionReader.segmentation(translation.question().toString()).formulas())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"-3600000, hour", "1, day", "7, week", "30, month"})
  void intervals(String interval, String ours) {
    assertThat(question("e", "{'event_type':'Signed Up'}", "i", interval).get("interval").asText())
        .isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "i               | -300000      | i | one of",
        "m               | histogram    | m | one of uniques",
        "n               | new          | n | one of",
        "limit           | 101          | limit | 1 to 100",
        "limit           | 0            | limit | 1 to 100",
        "rollingWindow   | 1            | rollingWindow | 2 to 90",
        "rollingAverage  | 7            | rollingAverage | cannot be used",
        "formula         | UNIQUES(A)   | formula | m=formula",
        "m               | sums         | m | group_by",
        "g               | plan         | g | gp:",
        "e2              | {'event_type':'_active'} | e2 | Name one event",
        "e2              | {'event_type':'ce:x'}    | e2 | Custom events",
        "e2              | {'event_type':'revenue_amount'} | e2 | revenue",
        "e2              | {'event_type':'A','group_by':[{'type':'event','value':'x'}]} | e2 | group_by",
        "e2              | {'event_type':'A','filters':[{'subprop_type':'group'}]} | e2 | text",
        "e2              | {'event_type':'A','other':1} | e2 | other",
        "e2              | {'event_type':      | e2 | JSON",
        "s               | {}           | s | list",
        "s               | [{'type':'event'}] | s | type",
        "s               | [{'prop':'gp:x','op':'set is','values':['a']}] | s | set is",
        "s               | [{'prop':'gp:x','op':'less','values':['a']}] | s | number",
        "s               | [{'prop':'userdata_cohort','op':'contains','values':['a']}] | s | Cohorts",
      })
  void whatCannotBeSaidIsRefusedUnderItsName(
      String name, String value, String parameter, String words) {
    Asked.isRefused(
        parameter,
        words,
        () -> SegmentationTranslation.of(asked("e", "{'event_type':'Signed Up'}", name, value)));
  }

  @Test
  void whatIsRequiredIsMissed() {
    Asked.isRefused("e", "required", () -> SegmentationTranslation.of(asked()));
    Asked.isRefused(
        "start",
        "required",
        () -> SegmentationTranslation.of(Asked.with("e", "{'event_type':'A'}")));
    Asked.isRefused(
        "end",
        "20261122",
        () ->
            SegmentationTranslation.of(
                Asked.with("e", "{'event_type':'A'}", "start", "20261101", "end", "20261131")));
    Asked.isRefused(
        "formula",
        "required",
        () -> SegmentationTranslation.of(asked("e", "{'event_type':'A'}", "m", "formula")));
  }

  @Test
  void groupsGoWithOneSegmentOnly() {
    Asked.isRefused(
        "g",
        "single segment",
        () ->
            SegmentationTranslation.of(
                asked("e", "{'event_type':'A'}", "s", "[]", "s", "[]", "g", "gp:plan")));
  }

  private static com.fasterxml.jackson.databind.JsonNode question(String... namesAndValues) {
    var question = SegmentationTranslation.of(asked(namesAndValues)).question();
    // whatever is translated, our own reader takes it
    assertThat(QuestionReader.segmentation(question.toString()).events()).isNotEmpty();
    return Asked.written(question);
  }

  private static AmplitudeParameters asked(String... namesAndValues) {
    List<String> all = new ArrayList<>(List.of("start", "20261101", "end", "20261122"));
    all.addAll(List.of(namesAndValues));
    return Asked.with(all.toArray(String[]::new));
  }
}
