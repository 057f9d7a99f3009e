package dev.riffle.query.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a segmentation counts, and refuses to count. */
class SegmentationReaderTest {
  @Test
  void refusesMeasuresThatAreNone() {
    refusedMeasure("{}", "/measure", FaultCode.MISSING);
    refusedMeasure("{\"measure\": \"sun\"}", "/measure", FaultCode.UNKNOWN_VALUE);
    refusedMeasure(
        "{\"measure\": \"p100\", \"property\": \"a\"}", "/measure", FaultCode.UNKNOWN_VALUE);
    refusedMeasure(
        "{\"measure\": \"p0\", \"property\": \"a\"}", "/measure", FaultCode.UNKNOWN_VALUE);
    refusedMeasure("{\"measure\": \"sum\"}", "/property", FaultCode.MISSING);
    refusedMeasure(
        "{\"measure\": \"sum\", \"property\": \"\"}", "/property", FaultCode.OUT_OF_BOUNDS);
    refusedMeasure(
        "{\"measure\": \"sum\", \"property\": \"a\", \"mode\": \"current\"}",
        "/mode",
        FaultCode.UNKNOWN_FIELD);
    refusedMeasure(
        "{\"measure\": \"sum\", \"property\": \"a\", \"perUser\": \"sum\"}",
        "/perUser",
        FaultCode.UNKNOWN_VALUE);
    refusedMeasure(
        "{\"measure\": \"sum\", \"property\": \"a\", \"as\": \"uniques\"}",
        "/as",
        FaultCode.CONTRADICTION);
    refusedMeasure(
        "{\"measure\": \"uniques\", \"property\": \"a\"}", "/property", FaultCode.UNKNOWN_FIELD);
    refusedMeasure(
        "{\"measure\": \"frequency\", \"times\": [0]}", "/times/0", FaultCode.OUT_OF_BOUNDS);
    refusedMeasure(
        "{\"measure\": \"frequency\", \"times\": [2, 2]}", "/times/1", FaultCode.OUT_OF_BOUNDS);
    refusedMeasure(
        "{\"measure\": \"frequency\", \"times\": [1.5]}", "/times/0", FaultCode.WRONG_TYPE);
    QuestionReaderTest.accepted("\"measures\": [{\"measure\": \"p0.001\", \"property\": \"a\"}]");
    QuestionReaderTest.accepted("\"measures\": [{\"measure\": \"p99.999\", \"property\": \"a\"}]");
    QuestionReaderTest.refusedWith(
        "\"measures\": [{\"measure\": \"sum\", \"property\": \"user.a\"},"
            + " {\"measure\": \"sum\", \"property\": \"a\", \"of\": \"user\"}]",
        "/measures/1",
        FaultCode.DUPLICATE);
  }

  @Test
  void groupsByWhoIsInASegment() {
    Segmentation question =
        QuestionReader.segmentation(
            """
            {"events": ["A"], "groupBy": [
              {"segment": "loyalists"},
              {"name": "n", "where": {"property": "p", "op": "isSet"}},
              {"property": "n"}]}
            """);

    assertThat(question.groupBy())
        .extracting(Breakdown::name)
        .containsExactly("loyalists", "n", "n");
    assertThat(question.groupBy().getFirst())
        .isEqualTo(
            new Segment(
                "loyalists",
                Optional.of(
                    new Predicate.InSegment(
                        new Population.InSegment("loyalists"), Optional.empty())),
                Segment.Given.SEGMENT));
    String condition = "{\"property\": \"p\", \"op\": \"isSet\"}";
    QuestionReaderTest.refusedWith(
        "\"groupBy\": [{\"name\": \"n\", \"where\": null}]", "/groupBy/0", FaultCode.MISSING);
    QuestionReaderTest.refusedWith(
        "\"groupBy\": [{\"where\": " + condition + "}]", "/groupBy/0/name", FaultCode.MISSING);
    QuestionReaderTest.refusedWith(
        "\"groupBy\": [{\"segment\": \"s\", \"where\": " + condition + "}]",
        "/groupBy/0",
        FaultCode.CONTRADICTION);
    QuestionReaderTest.refusedWith(
        "\"groupBy\": [{\"segment\": \"s\"}, {\"name\": \"s\", \"where\": " + condition + "}]",
        "/groupBy/1",
        FaultCode.DUPLICATE);
  }

  @Test
  void refusesFormulasWindowsAndNumbersOfTimes() {
    QuestionReaderTest.refusedWith(
        "\"formulas\": [\"A/\"]", "/formulas/0/formula", FaultCode.MALFORMED);
    QuestionReaderTest.refusedWith(
        "\"formulas\": [\"(A\"]", "/formulas/0/formula", FaultCode.MALFORMED);
    QuestionReaderTest.refusedWith(
        "\"formulas\": [\"A B\"]", "/formulas/0/formula", FaultCode.MALFORMED);
    QuestionReaderTest.refusedWith(
        "\"formulas\": [\"a\"]", "/formulas/0/formula", FaultCode.MALFORMED);
    QuestionReaderTest.refusedWith(
        "\"formulas\": [\"1e9 * A\"]", "/formulas/0/formula", FaultCode.MALFORMED);
    QuestionReaderTest.refusedWith(
        "\"formulas\": [\"A / B\"]", "/formulas/0/formula", FaultCode.UNKNOWN_VALUE);
    QuestionReaderTest.refusedWith(
        "\"formulas\": [\"totals(A)\"]", "/formulas/0/formula", FaultCode.UNKNOWN_VALUE);
    QuestionReaderTest.refusedWith(
        "\"formulas\": [\"A\", \"A\"]", "/formulas/1", FaultCode.DUPLICATE);
    QuestionReaderTest.refusedWith(
        "\"formulas\": [\"" + "-".repeat(200) + "A\"]",
        "/formulas/0/formula",
        FaultCode.OUT_OF_BOUNDS);
    QuestionReaderTest.accepted("\"formulas\": [\"" + "-".repeat(199) + "A\"]");
    assertThat(
            QuestionReaderTest.faults("{\"events\": [\"A\"], \"formulas\": [\"100 * (A +)\"]}")
                .getFirst()
                .detail())
        .startsWith("At character 11 a number, a letter of a series, or a bracket is expected");
    QuestionReaderTest.refusedWith("\"window\": \"rolling\"", "/window", FaultCode.UNKNOWN_VALUE);
    QuestionReaderTest.refusedWith("\"window\": {}", "/window/rolling", FaultCode.MISSING);
    QuestionReaderTest.refusedWith(
        "\"window\": {\"rolling\": 1}", "/window/rolling", FaultCode.OUT_OF_BOUNDS);
    QuestionReaderTest.refusedWith(
        "\"window\": {\"rolling\": 91}", "/window/rolling", FaultCode.OUT_OF_BOUNDS);
    QuestionReaderTest.accepted("\"window\": {\"rolling\": 90}");
    QuestionReaderTest.accepted("\"window\": \"cumulative\"");
    QuestionReaderTest.refusedWith(
        "\"window\": \"cumulative\", \"interval\": \"none\"", "/window", FaultCode.CONTRADICTION);
    QuestionReaderTest.refused(
        "{\"events\": [{\"event\": \"A\", \"nth\": 0}]}",
        "/events/0/nth/number",
        FaultCode.OUT_OF_BOUNDS);
    QuestionReaderTest.refused(
        "{\"events\": [{\"event\": \"A\", \"nth\": {\"number\": 1, \"since\": \"now\"}}]}",
        "/events/0/nth/since",
        FaultCode.UNKNOWN_VALUE);
  }

  private static void refusedMeasure(String measure, String pointer, FaultCode code) {
    QuestionReaderTest.refusedWith(
        "\"measures\": [" + measure + "]", "/measures/0" + pointer, code);
  }
}
