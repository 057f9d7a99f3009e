package dev.riffle.query.rest.amplitude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.question.QuestionReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunnelTranslationTest {
  @Test
  void stepsInOrderWithinThirtyDaysAreTheDefault() {
    var question = FunnelTranslation.of(asked()).question();
    assertThat(Asked.written(question))
        .isEqualTo(
            Asked.json(
                """
                {'steps':[{'event':'Export Started'},{'event':'Export Completed'}],
                 'from':'2026-11-01','to':'2026-11-22','order':'this','interval':'day',
                 'window':'2592000s','percentiles':[50]}
                """));
    assertThat(QuestionReader.funnel(question.toString()).steps()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"ordered, this", "unordered, any", "sequential, exact"})
  void modesAreOrders(String mode, String order) {
    assertThat(FunnelTranslation.of(asked("mode", mode)).question().get("order").asText())
        .isEqualTo(order);
  }

  @Test
  void groupOfTheRequestIsThatOfTheFirstStep() {
    var question = FunnelTranslation.of(asked("g", "gp:plan", "limit", "7")).question();
    assertThat(question.get("breakdown"))
        .isEqualTo(Asked.json("{'property':'plan','of':'user','attribution':'step','step':1}"));
    assertThat(question.get("top").intValue()).isEqualTo(7);
  }

  @Test
  void groupOfAnEventIsThatOfItsStep() {
    var question =
        FunnelTranslation.of(
                asked("e", "{'event_type':'Paid','group_by':[{'type':'event','value':'tier'}]}"))
            .question();
    assertThat(question.get("breakdown"))
        .isEqualTo(Asked.json("{'property':'tier','of':'event','attribution':'step','step':3}"));
    assertThat(QuestionReader.funnel(question.toString()).breakdown()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n    | new      | n     | one of active",
        "mode | any      | mode  | one of ordered",
        "cs   | 0        | cs    | 1 to 31622400",
        "cs   | 31622401 | cs    | 1 to 31622400",
        "i    | -300000  | i     | one of",
        "g    | plan     | g     | gp:",
        "e    | {'event_type':'_active'} | e | Name one event",
        "m    | totals   | m     | cannot be used",
      })
  void whatCannotBeSaidIsRefusedUnderItsName(
      String name, String value, String parameter, String words) {
    Asked.isRefused(parameter, words, () -> FunnelTranslation.of(asked(name, value)));
  }

  @Test
  void breaksDownByOnePropertyOnly() {
    Asked.isRefused(
        "e",
        "one property",
        () ->
            FunnelTranslation.of(
                asked(
                    "g",
                    "gp:plan",
                    "e",
                    "{'event_type':'Paid','group_by':[{'type':'event','value':'tier'}]}")));
  }

  @Test
  void longestWindowIsTakenByOurReaderToo() {
    var question = FunnelTranslation.of(asked("cs", "31622400")).question();
    assertThat(QuestionReader.funnel(question.toString()).window().length()).hasDays(366);
  }

  private static AmplitudeParameters asked(String... namesAndValues) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "start",
                "20261101",
                "end",
                "20261122",
                "e",
                "{'event_type':'Export Started'}",
                "e",
                "{'event_type':'Export Completed'}"));
    all.addAll(List.of(namesAndValues));
    return Asked.with(all.toArray(String[]::new));
  }
}
