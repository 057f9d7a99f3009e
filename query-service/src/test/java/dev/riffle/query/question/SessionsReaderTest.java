package dev.riffle.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class SessionsReaderTest {
  @Test
  void plainestQuestionIsHalfAnHourByDay() {
    Sessions question = QuestionReader.sessions("{}");

    assertThat(question)
        .isEqualTo(
            new Sessions(
                Scope.DEFAULT, new Length(30, Length.Unit.MIN), Interval.DAY, java.util.List.of()));
  }

  @Test
  void inactivityIsAtMostTwelveHours() {
    assertThat(QuestionReader.sessions("{\"inactivity\": \"12h\"}").inactivity().millis())
        .isEqualTo(43_200_000);
    assertThatThrownBy(() -> QuestionReader.sessions("{\"inactivity\": \"721min\"}"))
        .isInstanceOfSatisfying(
            InvalidQuestion.class,
            e ->
                assertThat(e.faults())
                    .extracting(Fault::pointer, Fault::code)
                    .containsExactly(tuple("/inactivity", FaultCode.OUT_OF_BOUNDS)));
  }

  @Test
  void allFaultsAreFoundInOneLook() {
    assertThatThrownBy(() ->
            QuestionReader.sessions(
                "{\"inactivity\": \"half an hour\", \"interval\": \"minute\", \"events\": []}"))
        .isInstanceOfSatisfying(
            InvalidQuestion.class,
            e ->
                assertThat(e.faults())
                    .extracting(Fault::pointer, Fault::code)
                    .containsExactlyInAnyOrder(
                        tuple("/inactivity", FaultCode.MALFORMED),
                        tuple("/interval", FaultCode.UNKNOWN_VALUE),
                        tuple("/events", FaultCode.UNKNOWN_FIELD)));
  }
}
