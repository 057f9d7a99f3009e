package dev.riffle.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class PathsReaderTest {
  @Test
  void readsEveryField() {
    Paths paths =
        QuestionReader.paths(
            """
            {"anchor": {"event": "View", "where": {"property": "page", "op": "isSet"}},
             "direction": "before", "depth": 10, "window": "90min", "keepRepeats": true,
             "exclude": ["Ping"], "where": {"property": "page", "op": "isSet"},
             "segments": [{"name": "Everybody else"}, {"name": "Regulars", "segment": "regulars"}],
             "last": "7d", "top": 20}
            """);

    assertThat(paths.anchor().event()).isEqualTo("View");
    assertThat(paths.anchor().where()).isPresent();
    assertThat(paths.direction()).isEqualTo(PathDirection.BEFORE);
    assertThat(paths.depth()).isEqualTo(10);
    assertThat(paths.window().orElseThrow().length()).isEqualTo(Duration.ofMinutes(90));
    assertThat(paths.keepRepeats()).isTrue();
    assertThat(paths.exclude()).containsExactly("Ping");
    assertThat(paths.where()).isPresent();
    assertThat(paths.segments())
        .extracting(Segment::name)
        .containsExactly("Everybody else", "Regulars");
    assertThat(paths.top()).isEqualTo(20);
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    Paths paths = QuestionReader.paths("{\"anchor\": \"View\"}");

    assertThat(paths.direction()).isEqualTo(PathDirection.AFTER);
    assertThat(paths.depth()).isEqualTo(4);
    assertThat(paths.window()).isEmpty();
    assertThat(paths.segments()).isEmpty();
    assertThat(paths.keepRepeats()).isFalse();
    assertThat(paths.top()).isEqualTo(5);
  }

  @Test
  void findsAllFaultsAtOnce() {
    assertThat(
            faults(
                "{\"anchor\": \"View\", \"depth\": 11, \"top\": 21, \"exclude\": [\"View\","
                    + " \"View\"]}"))
        .containsExactly(
            tuple("/depth", FaultCode.OUT_OF_BOUNDS),
            tuple("/top", FaultCode.OUT_OF_BOUNDS),
            tuple("/exclude", FaultCode.DUPLICATE),
            tuple("/exclude", FaultCode.CONTRADICTION));
    assertThat(faults("{\"anchor\": \"View\", \"depth\": 0, \"top\": 0}"))
        .containsExactly(
            tuple("/depth", FaultCode.OUT_OF_BOUNDS), tuple("/top", FaultCode.OUT_OF_BOUNDS));
    assertThat(faults("{\"exclude\": [1], \"direction\": \"up\", \"window\": \"2y\"}"))
        .containsExactlyInAnyOrder(
            tuple("/anchor", FaultCode.MISSING),
            tuple("/exclude/0", FaultCode.WRONG_TYPE),
            tuple("/direction", FaultCode.UNKNOWN_VALUE),
            tuple("/window", FaultCode.MALFORMED));
  }

  private static List<Tuple> faults(String json) {
    return catchThrowableOfType(InvalidQuestion.class, () -> QuestionReader.paths(json))
        .faults()
        .stream()
        .map(fault -> tuple(fault.pointer(), fault.code()))
        .toList();
  }
}
