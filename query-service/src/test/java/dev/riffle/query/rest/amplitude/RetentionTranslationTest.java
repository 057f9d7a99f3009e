package dev.riffle.query.rest.amplitude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.question.QuestionReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTranslationTest {
  @Test
  void newPersonsAreThoseWhoseFirstEventOfAllItIs() {
    assertThat(question("se", "{'event_type':'_new'}", "re", "{'event_type':'_all'}"))
        .isEqualTo(
            Asked.json(
                """
                {'starts':'firstEver','returnEvent':{},'from':'2026-11-01','to':'2026-11-22',
                 'unit':'day','returned':'on'}
                """));
  }

  @Test
  void namedEventsWithFiltersByWeekUnboundedAndGrouped() {
    assertThat(
            question(
                "se",
                "{'event_type':'_active'}",
                "re",
                """
                {'event_type':'Song Played','filters':[{'subprop_type':'user','subprop_key':
                'gp:plan','subprop_op':'is','subprop_value':['free']}]}
                """,
                "rm",
                "rolling",
                "i",
                "7",
                "g",
                "gp:plan"))
        .isEqualTo(
            Asked.json(
                """
                {'startEvent':{},'returnEvent':{'event':'Song Played','where':{'all':[
                   {'property':'plan','of':'user','op':'is','values':['free']}]}},
                 'from':'2026-11-01','to':'2026-11-22','unit':'week','returned':'onOrAfter',
                 'top':100,'groupBy':[{'property':'plan','of':'user'}]}
                """));
  }

  @Test
  void endOfABracketIsNotPartOfIt() {
    assertThat(
            question(
                    "se",
                    "{'event_type':'_active'}",
                    "re",
                    "{'event_type':'_all'}",
                    "rm",
                    "bracket",
                    "rb",
                    "[[0,5],[5,8]]")
                .get("brackets"))
        .isEqualTo(Asked.json("[{'from':0,'to':4},{'from':5,'to':7}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rm | nday     | rm | one of",
        "rm | bracket  | rb | required",
        "rb | [[0,5]]  | rb | rm=bracket",
        "i  | -3600000 | i  | one of",
        "n  | new      | n  | cannot be used",
      })
  void whatCannotBeSaidIsRefusedUnderItsName(
      String name, String value, String parameter, String words) {
    Asked.isRefused(
        parameter,
        words,
        () ->
            RetentionTranslation.of(
                asked("se", "{'event_type':'_new'}", "re", "{'event_type':'_all'}", name, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[]", "{}", "[[0]]", "[[0,1,2]]", "[['0','5']]", "[0,5]", "[[0.5,1]]"})
  void bracketsArePairsOfNumbers(String brackets) {
    Asked.isRefused(
        "rb",
        "pairs",
        () ->
            RetentionTranslation.of(
                asked(
                    "se",
                    "{'event_type':'_new'}",
                    "re",
                    "{'event_type':'_all'}",
                    "rm",
                    "bracket",
                    "rb",
                    brackets)));
  }

  @Test
  void newTakesNoFiltersAndReturningPersonsAreNotNew() {
    Asked.isRefused(
        "se",
        "no filters",
        () ->
            question(
                "se",
                """
                {'event_type':'_new','filters':[{'subprop_type':'user','subprop_key':'gp:plan',
                'subprop_op':'is','subprop_value':['free']}]}
                """,
                "re",
                "{'event_type':'_all'}"));
    Asked.isRefused(
        "re", "_new", () -> question("se", "{'event_type':'_new'}", "re", "{'event_type':'_new'}"));
  }

  private static com.fasterxml.jackson.databind.JsonNode question(String... namesAndValues) {
    var question = RetentionTranslation.of(asked(namesAndValues)).question();
    assertThat(QuestionReader.retention(question.toString()).told()).isNotEmpty();
    return Asked.written(question);
  }

  private static AmplitudeParameters asked(String... namesAndValues) {
    List<String> all = new ArrayList<>(List.of("start", "20261101", "end", "20261122"));
    all.addAll(List.of(namesAndValues));
    return Asked.with(all.toArray(String[]::new));
  }
}
