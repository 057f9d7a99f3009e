package dev.riffle.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.riffle.event.PropertyValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PopulationReaderTest {
  @Test
  void readsEachClause() {
    assertThat(read("{\"did\": \"A\", \"sum\": \"amount\", \"moreThan\": 1.5, \"last\": \"30d\"}"))
        .isEqualTo(
            new Population.Did(
                event("A"),
                new Count(Count.Kind.SUM, Optional.of("amount")),
                List.of(new Bound(Bound.Comparison.MORE_THAN, 1.5)),
                Optional.of(new Window.Rolling(new TimeRange.Last(30, TimeRange.Unit.DAYS)))));
    assertThat(read("{\"not\": {\"didNot\": \"$any\", \"calendar\": \"previous month\"}}"))
        .isEqualTo(
            new Population.Not(
                new Population.DidNot(
                    event("$any"),
                    Optional.of(new Window.Calendar(Window.When.PREVIOUS, Window.Unit.MONTH)))));
    assertThat(
            read(
                "{\"sequence\": [\"A\"], \"within\": \"15min\", \"thenNot\": {\"event\": \"B\"},"
                    + " \"from\": \"2026-11-01\", \"to\": \"2026-11-02\"}"))
        .isEqualTo(
            new Population.Sequence(
                List.of(event("A")),
                new Length(15, Length.Unit.MIN),
                Optional.of(event("B")),
                new Length(15, Length.Unit.MIN),
                Optional.of(
                    new Window.Dates(
                        new TimeRange.Dates(
                            LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 2))))));
    assertThat(read("{\"changed\": \"plan\", \"from\": [null], \"last\": \"7d\"}"))
        .isEqualTo(
            new Population.Changed(
                "plan",
                Optional.of(Population.oneOf("plan", List.of(new PropertyValue.Null()))),
                Optional.empty(),
                Optional.of(new Window.Rolling(new TimeRange.Last(7, TimeRange.Unit.DAYS)))));
    assertThat(read("{\"regularly\": \"A\", \"inPeriods\": 3, \"ofLast\": 4, \"period\": \"7d\"}"))
        .isEqualTo(new Population.Regularly(event("A"), 1, 3, 4, new Length(7, Length.Unit.D)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"dad\": \"A\"}|/dad|UNKNOWN_FIELD",
        "{\"did\": \"A\", \"count\": \"days\"}|/count|CONTRADICTION",
        "{\"did\": \"A\", \"count\": \"days\", \"sum\": \"x\", \"last\": \"1d\"}||CONTRADICTION",
        "{\"did\": \"A\", \"last\": \"1d\", \"since\": \"2026-01-01\"}||CONTRADICTION",
        "{\"did\": \"A\", \"atLeast\": \"3\"}|/atLeast|WRONG_TYPE",
        "{\"did\": \"\"}|/event|OUT_OF_BOUNDS",
        "{\"all\": []}|/all|MISSING",
        "{\"all\": [{\"did\": 7}]}|/all/0/did|WRONG_TYPE",
        "{\"only\": \"A\"}|/where|MISSING",
        "{\"firstTime\": \"A\"}||MISSING",
        "{\"stopped\": \"A\", \"withinFirst\": \"1d\"}|/withinFirst|CONTRADICTION",
        "{\"ratio\": {\"of\": \"A\"}, \"atLeast\": 1}|/ratio/to|MISSING",
        "{\"ratio\": {\"of\": \"A\", \"to\": \"B\"}}||MISSING",
        "{\"sequence\": [\"A\"], \"within\": \"1d\"}|/sequence|OUT_OF_BOUNDS",
        "{\"sequence\": [\"A\", \"B\"], \"within\": \"1m\"}|/within|MALFORMED",
        "{\"sequence\": [\"A\", \"B\"], \"within\": \"3661d\"}|/within|OUT_OF_BOUNDS",
        "{\"regularly\": \"A\", \"inPeriods\": 5, \"ofLast\": 4, \"period\": \"7d\"}|/inPeriods|OUT_OF_BOUNDS",
        "{\"property\": \"plan\", \"op\": \"is\", \"values\": [\"x\"], \"mode\": \"ever\", \"asOf\": \"2026-11-01T00:00:00Z\"}|/asOf|CONTRADICTION",
        "{\"did\": \"A\", \"where\": {\"inSegment\": \"b\"}}|/where/property|MISSING",
        "{\"rfm\": \"A\"}|/sum|MISSING",
        "{\"rfm\": \"A\", \"sum\": \"x\", \"recency\": [0]}|/recency|OUT_OF_BOUNDS",
        "{\"rfm\": \"A\", \"sum\": \"x\", \"monetary\": [5, 6]}|/monetary|OUT_OF_BOUNDS",
        "{\"rfm\": \"A\", \"sum\": \"x\", \"frequency\": [\"5\"]}|/frequency/0|WRONG_TYPE",
        "{\"rfm\": \"A\", \"sum\": \"x\", \"classes\": [\"loyal\", \"champion\"]}|/classes/1|UNKNOWN_VALUE",
        "{\"rfm\": \"A\", \"sum\": \"x\", \"calendar\": \"previous month\"}|/calendar|UNKNOWN_FIELD",
        "{\"inSegment\": \"\"}|/inSegment|OUT_OF_BOUNDS",
        "{\"users\": [7]}|/users/0|WRONG_TYPE",
        "{\"devices\": [7]}|/devices/0|WRONG_TYPE",
        "{\"devices\": [], \"users\": []}|/users|MISSING"
      })
  void refusesWithAPointer(String json, String pointer, FaultCode code) {
    InvalidQuestion refused = catchThrowableOfType(InvalidQuestion.class, () -> read(json));

    assertThat(refused.faults())
        .anySatisfy(fault -> {
          assertThat(fault.pointer()).isEqualTo(pointer == null ? "" : pointer);
          assertThat(fault.code()).isEqualTo(code);
        });
  }

  @Test
  void takesFiftyClausesEightDeepAndNoMore() {
    assertThat(read(many(49))).isInstanceOf(Population.All.class);
    assertThat(faults(many(50)))
        .extracting(Fault::detail)
        .contains("There are at most 50 clauses.");
    assertThat(read(deep(7))).isInstanceOf(Population.Not.class);
    assertThat(faults(deep(8))).extracting(Fault::detail).contains("Clauses nest at most 8 deep.");
  }

  @Test
  void aListHasTenThousandIdsAndNoMore() {
    String ids = "\"a\",".repeat(9_999);

    assertThat(read("{\"users\": [" + ids + "\"a\"]}")).isInstanceOf(Population.Users.class);
    assertThat(faults("{\"users\": [" + ids + "\"a\"], \"devices\": [\"d\"]}"))
        .extracting(Fault::code)
        .containsExactly(FaultCode.OUT_OF_BOUNDS);
  }

  @Test
  void aSegmentOfAQuestionIsAConditionAPopulationOrAnId() {
    Segmentation question =
        QuestionReader.segmentation(
            """
            {"events": ["A"], "segments": [
              {"name": "x", "population": {"did": "B"}},
              {"segment": "loyalists"},
              {"name": "y", "segment": "loyalists"}]}
            """);

    assertThat(question.segments())
        .extracting(Segment::name)
        .containsExactly("x", "loyalists", "y");
    assertThat(question.segments().get(1).where())
        .contains(new Predicate.InSegment(new Population.InSegment("loyalists"), Optional.empty()));
  }

  private static List<Fault> faults(String json) {
    return catchThrowableOfType(InvalidQuestion.class, () -> read(json)).faults();
  }

  private static String many(int clauses) {
    return "{\"all\": [" + "{\"did\": \"A\"},".repeat(clauses - 1) + "{\"did\": \"A\"}]}";
  }

  private static String deep(int nots) {
    return "{\"not\": ".repeat(nots) + "{\"did\": \"A\"}" + "}".repeat(nots);
  }

  private static EventCondition event(String name) {
    return new EventCondition(name, Optional.empty());
  }

  private static Population read(String json) {
    return QuestionReader.population(json);
  }
}
