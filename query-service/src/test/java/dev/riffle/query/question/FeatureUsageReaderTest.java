package dev.riffle.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeatureUsageReaderTest {
  @Test
  void readsFeatureUsageFromParametersOfAUrl() {
    FeatureUsage question =
        QuestionReader.featureUsage(Map.of("by", "plan", "last", "12w", "top", "3"));

    assertThat(question.by()).contains("plan");
    assertThat(question.scope().range()).isEqualTo(new TimeRange.Last(12, TimeRange.Unit.WEEKS));
    assertThat(question.top()).isEqualTo(3);
    InvalidQuestion refused =
        catchThrowableOfType(
            InvalidQuestion.class,
            () -> QuestionReader.featureUsage(Map.of("top", "many", "bye", "plan")));
    assertThat(refused.faults())
        .extracting(Fault::pointer, Fault::code)
        .containsExactlyInAnyOrder(
            tuple("/by", FaultCode.MISSING),
            tuple("/bye", FaultCode.UNKNOWN_FIELD),
            tuple("/top", FaultCode.WRONG_TYPE));
  }

  @Test
  void aConditionInAUrlIsJson() {
    FeatureUsage question =
        QuestionReader.featureUsage(
            Map.of("by", "plan", "where", "{\"inSegment\": \"loyalists\"}"));

    assertThat(question.where())
        .contains(new Predicate.InSegment(new Population.InSegment("loyalists"), Optional.empty()));
    refused(Map.of("by", "plan"), "where", "", "/where", FaultCode.WRONG_TYPE);
    refused(Map.of("by", "plan"), "where", "loyalists", "/where", FaultCode.MALFORMED);
    refused(Map.of("by", "plan"), "where", "{} {}", "/where", FaultCode.MALFORMED);
    refused(Map.of("by", "plan"), "where", "[".repeat(100), "/where", FaultCode.MALFORMED);
    refused(Map.of("by", "plan"), "where", "\"loyalists\"", "/where", FaultCode.WRONG_TYPE);
    refused(
        Map.of("by", "plan"),
        "where",
        "{\"inSegment\": 7}",
        "/where/inSegment",
        FaultCode.WRONG_TYPE);
  }

  @Test
  void segmentsOfAFeatureUsageStandInAUrlAsJson() {
    FeatureUsage question =
        QuestionReader.featureUsage(
            Map.of(
                "segments",
                "[{\"name\": \"Loyal\", \"segment\": \"loyalists\"}, {\"name\": \"All\"}]"));

    assertThat(question.by()).isEmpty();
    assertThat(question.segments()).extracting(Segment::name).containsExactly("Loyal", "All");
    refused(Map.of(), "segments", "loyalists", "/segments", FaultCode.MALFORMED);
    refused(Map.of(), "segments", "{}", "/segments", FaultCode.WRONG_TYPE);
    refused(Map.of(), "segments", "[]", "/by", FaultCode.MISSING);
    refused(
        Map.of(), "segments", "[{\"name\": \"\"}]", "/segments/0/name", FaultCode.OUT_OF_BOUNDS);
    InvalidQuestion both =
        catchThrowableOfType(
            InvalidQuestion.class,
            () ->
                QuestionReader.featureUsage(
                    Map.of("by", "plan", "segments", "[{\"name\": \"All\"}]")));
    assertThat(both.faults())
        .extracting(Fault::pointer, Fault::code)
        .containsExactly(tuple("/by", FaultCode.CONTRADICTION));
  }

  private static void refused(
      Map<String, String> beside, String name, String value, String pointer, FaultCode code) {
    Map<String, String> parameters = new HashMap<>(beside);
    parameters.put(name, value);
    InvalidQuestion refused =
        catchThrowableOfType(InvalidQuestion.class, () -> QuestionReader.featureUsage(parameters));
    assertThat(refused.faults())
        .as(value)
        .extracting(Fault::pointer, Fault::code)
        .containsExactly(tuple(pointer, code));
  }
}
