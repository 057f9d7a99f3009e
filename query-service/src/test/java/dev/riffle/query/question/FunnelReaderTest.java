package dev.riffle.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunnelReaderTest {
  @Test
  void readsEveryField() {
    Funnel funnel =
        QuestionReader.funnel(
            """
            {"steps": ["View", {"event": "Buy", "where": {"property": "amount", "op": "isSet"}}, "Rate"],
             "order": "this", "window": "36h", "entry": "first", "counting": "uniques", "last": "12w",
             "where": {"property": "device", "op": "isSet"},
             "segments": [{"name": "all"}],
             "exclusions": [{"event": "Support"}, {"event": "Refund", "after": 2, "before": 3}],
             "dropExcluded": true,
             "hold": [{"property": "item"}],
             "breakdown": {"property": "plan", "of": "user", "attribution": "step", "step": 2},
             "top": 7, "interval": "week", "percentiles": [50, 99.9]}
            """);

    assertThat(funnel.steps()).extracting(Series::event).containsExactly("View", "Buy", "Rate");
    assertThat(funnel.steps().get(1).where()).isPresent();
    assertThat(funnel.window().length()).isEqualTo(Duration.ofHours(36));
    assertThat(funnel.entry()).isEqualTo(FunnelEntry.FIRST);
    assertThat(funnel.scope().last()).hasToString("Optional[12w]");
    assertThat(funnel.where()).isPresent();
    assertThat(funnel.segments()).hasSize(1);
    assertThat(funnel.exclusions())
        .extracting(Exclusion::event, Exclusion::after, Exclusion::before)
        .containsExactly(
            tuple("Support", Optional.empty(), Optional.empty()),
            tuple("Refund", Optional.of(2), Optional.of(3)));
    assertThat(funnel.dropExcluded()).isTrue();
    assertThat(funnel.hold()).extracting(GroupBy::property).containsExactly("item");
    assertThat(funnel.breakdown())
        .contains(
            new FunnelBreakdown(
                new GroupBy("plan", PropertyOf.USER, PropertyMode.AT_EVENT), Attribution.STEP, 2));
    assertThat(funnel.top()).isEqualTo(7);
    assertThat(funnel.interval()).isEqualTo(Interval.WEEK);
    assertThat(funnel.percentiles()).containsExactly(50.0, 99.9);
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    assertThat(QuestionReader.funnel("{\"steps\": [\"a\", \"b\"]}"))
        .isEqualTo(Funnel.of(Series.of("a"), Series.of("b")));
  }

  @Test
  void breaksDownByWhoIsInASegment() {
    FunnelBreakdown breakdown =
        QuestionReader.funnel(
                """
                {"steps": ["a", "b"], "breakdown": {"name": "payers", "attribution": "last",
                  "where": {"property": "plan", "of": "user", "mode": "current", "op": "isSet"}}}
                """)
            .breakdown()
            .orElseThrow();

    assertThat(breakdown.by()).isInstanceOf(Segment.class);
    assertThat(breakdown.by().name()).isEqualTo("payers");
    assertThat(breakdown.by().uses(PropertyMode.CURRENT)).isTrue();
    assertThat(breakdown.attribution()).isEqualTo(Attribution.LAST);
  }

  @Test
  void faultsOfABreakdownPointAtItsFields() {
    assertThat(faults(broken("{\"segment\": \"s\", \"population\": {\"did\": \"a\"}}")))
        .containsExactly(tuple("/breakdown", FaultCode.CONTRADICTION));
    assertThat(faults(broken("{\"name\": \"s\", \"where\": null}")))
        .containsExactly(tuple("/breakdown", FaultCode.MISSING));
    assertThat(faults(broken("{\"property\": \"p\", \"where\": {}}")))
        .containsExactly(tuple("/breakdown/where", FaultCode.UNKNOWN_FIELD));
    assertThat(faults(broken("{\"segment\": \"s\", \"step\": 3}")))
        .containsExactly(tuple("/breakdown/step", FaultCode.OUT_OF_BOUNDS));
  }

  private static String broken(String breakdown) {
    return "{\"steps\": [\"a\", \"b\"], \"breakdown\": " + breakdown + "}";
  }

  @Test
  void aFunnelHasTwoToTwentySteps() {
    assertThat(faults("{\"steps\": [\"a\"]}"))
        .containsExactly(tuple("/steps", FaultCode.OUT_OF_BOUNDS));
    assertThat(faults("{\"steps\": " + steps(21) + "}"))
        .containsExactly(tuple("/steps", FaultCode.OUT_OF_BOUNDS));
    assertThat(QuestionReader.funnel("{\"steps\": " + steps(20) + "}").steps()).hasSize(20);
  }

  @Test
  void atMostEightStepsAreOfOneEvent() {
    String eight = String.join(", ", Collections.nCopies(8, "\"a\""));

    assertThat(QuestionReader.funnel("{\"steps\": [" + eight + "]}").steps()).hasSize(8);
    assertThat(faults("{\"steps\": [" + eight + ", \"a\"]}"))
        .containsExactly(tuple("/steps/8", FaultCode.TOO_LARGE));
    assertThat(faults("{\"steps\": [\"a\", \"a\"], \"order\": \"any\"}"))
        .containsExactly(tuple("/steps/1", FaultCode.DUPLICATE));
  }

  @Test
  void aWindowHasOneSecondTo366Days() {
    assertThat(window("1s")).isEqualTo(Duration.ofSeconds(1));
    assertThat(window("90min")).isEqualTo(Duration.ofMinutes(90));
    assertThat(window("366d")).isEqualTo(Duration.ofDays(366));
    assertThat(window("52w")).isEqualTo(Duration.ofDays(364));
    for (String wrong : List.of("0d", "7", "-1d", "1.5h", "1 d", "7D", "")) {
      assertThat(faults("{\"steps\": [\"a\", \"b\"], \"window\": \"" + wrong + "\"}"))
          .as(wrong)
          .containsExactly(tuple("/window", FaultCode.MALFORMED));
    }
    for (String wrong : List.of("367d", "99999999w")) {
      assertThat(faults("{\"steps\": [\"a\", \"b\"], \"window\": \"" + wrong + "\"}"))
          .as(wrong)
          .containsExactly(tuple("/window", FaultCode.OUT_OF_BOUNDS));
    }
  }

  @Test
  void findsAllContradictionsAtOnce() {
    assertThat(
            faults(
                """
                {"steps": ["a", "b"], "order": "exact", "entry": "first", "counting": "totals",
                 "exclusions": [{"event": "c", "after": 2, "before": 3}],
                 "hold": [{"property": "p", "of": "user", "mode": "current"}],
                 "breakdown": {"property": "p", "step": 3}, "percentiles": [0, 100, 50, 50]}
                """))
        .containsExactlyInAnyOrder(
            tuple("/exclusions", FaultCode.CONTRADICTION),
            tuple("/entry", FaultCode.CONTRADICTION),
            tuple("/exclusions/0", FaultCode.OUT_OF_BOUNDS),
            tuple("/hold/0/mode", FaultCode.CONTRADICTION),
            tuple("/breakdown/step", FaultCode.OUT_OF_BOUNDS),
            tuple("/percentiles/0", FaultCode.OUT_OF_BOUNDS),
            tuple("/percentiles/1", FaultCode.OUT_OF_BOUNDS),
            tuple("/percentiles/3", FaultCode.DUPLICATE));
  }

  private static Duration window(String text) {
    return QuestionReader.funnel("{\"steps\": [\"a\", \"b\"], \"window\": \"" + text + "\"}")
        .window()
        .length();
  }

  private static String steps(int count) {
    List<String> steps = new java.util.ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add("\"step " + i + "\"");
    }
    return steps.toString();
  }

  private static List<org.assertj.core.groups.Tuple> faults(String json) {
    return catchThrowableOfType(InvalidQuestion.class, () -> QuestionReader.funnel(json))
        .faults()
        .stream()
        .map(fault -> tuple(fault.pointer(), fault.code()))
        .toList();
  }
}
