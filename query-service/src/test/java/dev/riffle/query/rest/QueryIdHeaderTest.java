package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryIdHeaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"31f300ec-8287-4cc9-a769-e37facaa7dba", "31F300EC-8287-4CC9-A769-E37FACAA7DBA"})
  void aUuidIsTakenAsItIsWritten(String id) {
    assertThat(QueryIdHeader.of(List.of(id))).contains(id);
  }

  @Test
  void withoutTheHeaderThereIsNone() {
    assertThat(QueryIdHeader.of(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "q1",
        "1-1-1-1-1",
        "31f300ec82874cc9a769e37facaa7dba",
        "31f300ec-8287-4cc9-a769-e37facaa7db",
        "31f300ec-8287-4cc9-a769-e37facaa7dbaa",
        "31f300ec-8287-4cc9-a769-e37facaa7dbg",
        " 31f300ec-8287-4cc9-a769-e37facaa7dba",
        "{31f300ec-8287-4cc9-a769-e37facaa7dba}",
      })
  void anythingElseIsRefused(String id) {
    assertRefused(List.of(id));
  }

  @Test
  void severalAreRefused() {
    String id = "31f300ec-8287-4cc9-a769-e37facaa7dba";
    assertRefused(List.of(id, id));
  }

  private static void assertRefused(List<String> values) {
    assertThatThrownBy(() -> QueryIdHeader.of(values))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID_QUERY_ID));
  }
}
