package dev.riffle.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevenueReaderTest {
  @Test
  void theShortestQuestionHasDefaults() {
    Revenue question = QuestionReader.revenue("{}");

    assertThat(question.event()).isEqualTo(SelectedEvent.ANY);
    assertThat(question.property()).isEqualTo("revenue");
    assertThat(question.days()).isEqualTo(30);
    assertThat(question.segments()).isEmpty();
  }

  @Test
  void readsEveryField() {
    Revenue question =
        QuestionReader.revenue(
            """
            {"event": "Order", "property": "amount", "days": 365, "last": "90d",
             "segments": [{"name": "now premium",
               "where": {"property": "plan", "of": "user", "mode": "current", "op": "isSet"}}]}
            """);

    assertThat(question.event()).isEqualTo(SelectedEvent.of("Order"));
    assertThat(question.property()).isEqualTo("amount");
    assertThat(question.days()).isEqualTo(365);
    assertThat(question.usesMode(PropertyMode.CURRENT)).isTrue();
  }

  @Test
  void refusesDaysOutsideTheirBounds() {
    assertThat(QuestionReader.revenue("{\"days\": 0}").days()).isZero();
    refused("{\"days\": -1}", "/days", FaultCode.OUT_OF_BOUNDS);
    refused("{\"days\": 366}", "/days", FaultCode.OUT_OF_BOUNDS);
    refused("{\"property\": \"\"}", "/property", FaultCode.OUT_OF_BOUNDS);
    refused("{\"groupBy\": []}", "/groupBy", FaultCode.UNKNOWN_FIELD);
  }

  @Test
  void payingPersonsAreThoseOfADayOfTheAnswer() {
    Revenue question = QuestionReader.revenue("{\"days\": 7}");

    assertThat(cell(question, Optional.of(7), true).day()).contains(7);
    refusedCell(question, Optional.of(8), false, "/day");
    refusedCell(question, Optional.of(-1), false, "/day");
    refusedCell(question, Optional.empty(), true, "/paying");
  }

  private static Cell.OfRevenue cell(Revenue question, Optional<Integer> day, boolean paying) {
    return new Cell.OfRevenue(question, Optional.empty(), day, paying);
  }

  private static void refusedCell(
      Revenue question, Optional<Integer> day, boolean paying, String pointer) {
    assertThat(
            catchThrowableOfType(InvalidQuestion.class, () -> cell(question, day, paying)).faults())
        .extracting(Fault::pointer)
        .containsExactly(pointer);
  }

  private static void refused(String json, String pointer, FaultCode code) {
    assertThat(
            catchThrowableOfType(InvalidQuestion.class, () -> QuestionReader.revenue(json))
                .faults())
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.pointer()).isEqualTo(pointer);
          assertThat(fault.code()).isEqualTo(code);
        });
  }
}
