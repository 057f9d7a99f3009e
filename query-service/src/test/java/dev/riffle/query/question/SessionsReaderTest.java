package dev.riffle.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.riffle.event.PropertyValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsReaderTest {
  @Test
  void plainestQuestionIsHalfAnHourByDay() {
    Sessions question = QuestionReader.sessions("{}");

    assertThat(question)
        .isEqualTo(
            new Sessions(
                Scope.DEFAULT,
                new Length(30, Length.Unit.MIN),
                Interval.DAY,
                Optional.empty(),
                List.of(),
                List.of(),
                10));
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
  void groupsAreOfPropertiesAndOfSegmentsThatTellPersonsApart() {
    Sessions question =
        QuestionReader.sessions(
            """
            {"where": {"property": "page", "op": "is", "values": ["/"]}, "top": 3,
             "groupBy": [{"property": "plan", "of": "user", "mode": "current"},
               {"name": "payers", "population": {"did": "Paid"}}]}
            """);

    assertThat(question.where()).isPresent();
    assertThat(question.top()).isEqualTo(3);
    assertThat(question.groupBy()).extracting(Breakdown::name).containsExactly("plan", "payers");
    assertThat(question.usesMode(PropertyMode.CURRENT)).isTrue();
    assertThatThrownBy(() ->
            QuestionReader.sessions(
                """
                {"groupBy": [{"property": "a"}, {"property": "b"}, {"property": "c"},
                  {"property": "d"}]}
                """))
        .isInstanceOfSatisfying(
            InvalidQuestion.class,
            e ->
                assertThat(e.faults())
                    .extracting(Fault::pointer, Fault::code)
                    .containsExactly(tuple("/groupBy", FaultCode.OUT_OF_BOUNDS)));
  }

  @Test
  void peopleOfAGroupHaveAValueForEachEntry() {
    Sessions question =
        QuestionReader.sessions("{\"groupBy\": [{\"property\": \"a\"}, {\"property\": \"b\"}]}");
    Cell.Group one = new Cell.Group(false, List.of(PropertyValue.of("x")));
    Cell.Group others = new Cell.Group(true, List.of());

    assertThat(cell(question, others).group()).contains(others);
    assertThatThrownBy(() -> cell(question, one)).isInstanceOf(InvalidQuestion.class);
    assertThatThrownBy(() -> cell(QuestionReader.sessions("{}"), others))
        .isInstanceOf(InvalidQuestion.class);
  }

  private static Cell.OfSessions cell(Sessions question, Cell.Group group) {
    return new Cell.OfSessions(
        question, Optional.empty(), Optional.empty(), Optional.of(group), false);
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
