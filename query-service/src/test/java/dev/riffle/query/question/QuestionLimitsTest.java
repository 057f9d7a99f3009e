package dev.riffle.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The last question that a limit allows, and the first that it does not. */
class QuestionLimitsTest {
  private static final String CONDITION = "{'property':'plan','op':'isSet'}";

  /**
   * A limit.
   *
   * @param question of so many, so deep, or so long
   * @param pointer of the fault beyond
   */
  record Limit(String name, int max, IntFunction<String> question, String pointer, Reader reader) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** One of {@link QuestionReader}'s methods. */
  interface Reader {
    Object read(String json);
  }

  static Stream<Limit> limits() {
    return Stream.of(ofSegmentation(), ofConditions(), ofFunnel(), ofOthers(), ofTexts())
        .flatMap(limits -> limits);
  }

  private static Stream<Limit> ofSegmentation() {
    return Stream.of(
        segmentation(
            "events",
            Segmentation.EVENTS_MAX,
            n -> "'events':[%s]".formatted(repeated(n, i -> "'E" + i + "'")),
            "/events"),
        asked(
            "measures",
            Segmentation.MEASURES_MAX,
            n -> "'measures':[%s]".formatted(repeated(n, i -> sum(i))),
            "/measures"),
        asked(
            "formulas",
            Segmentation.FORMULAS_MAX,
            n -> "'formulas':[%s]".formatted(repeated(n, i -> "'A+" + i + "'")),
            "/formulas"),
        asked(
            "segments",
            Segmentation.SEGMENTS_MAX,
            n -> "'segments':[%s]".formatted(repeated(n, i -> "{'name':'S" + i + "'}")),
            "/segments"),
        asked(
            "groupBy",
            Segmentation.GROUP_BY_MAX,
            n -> "'groupBy':[%s]".formatted(repeated(n, i -> "{'property':'p" + i + "'}")),
            "/groupBy"),
        asked("top", Segmentation.TOP_MAX, n -> "'top':" + n, "/top"),
        asked(
            "rolling buckets",
            PointWindow.Rolling.BUCKETS_MAX,
            n -> "'window':{'rolling':%d}".formatted(n),
            "/window/rolling"));
  }

  private static Stream<Limit> ofConditions() {
    return Stream.of(
        asked(
            "depth of conditions",
            Predicate.DEPTH_MAX,
            n -> "'where':" + "{'not':".repeat(n - 1) + CONDITION + "}".repeat(n - 1),
            "/where" + "/not".repeat(Predicate.DEPTH_MAX)),
        asked(
            "conditions",
            // the list itself is one of them
            Predicate.CLAUSES_MAX,
            n -> "'where':{'all':[%s]}".formatted(repeated(n - 1, _ -> CONDITION)),
            "/where/all/" + (Predicate.CLAUSES_MAX - 1)),
        asked(
            "values",
            Predicate.VALUES_MAX,
            n ->
                "'where':{'property':'plan','op':'is','values':[%s]}"
                    .formatted(repeated(n, i -> "'v" + i + "'")),
            "/where/values"),
        asked(
            "characters of a value",
            Predicate.TEXT_CHARACTERS_MAX,
            n -> "'where':{'property':'plan','op':'is','values':['%s']}".formatted("x".repeat(n)),
            "/where/values/0"),
        asked(
            "characters of a property's name",
            PropertyReference.NAME_CHARACTERS_MAX,
            n -> "'where':{'property':'%s','op':'isSet'}".formatted("x".repeat(n)),
            "/where/property"));
  }

  private static Stream<Limit> ofFunnel() {
    return Stream.of(
        funnel(
            "steps",
            Funnel.STEPS_MAX,
            n -> "'steps':[%s]".formatted(repeated(n, i -> "'E" + i + "'")),
            "/steps"),
        funnel(
            "steps of one event",
            Funnel.SAME_EVENT_MAX,
            n -> "'steps':[%s]".formatted(repeated(n, _ -> "'E'")),
            "/steps/" + Funnel.SAME_EVENT_MAX),
        funnel(
            "exclusions",
            Funnel.EXCLUSIONS_MAX,
            n -> "'steps':['A','B'],'exclusions':[%s]".formatted(repeated(n, _ -> "{'event':'X'}")),
            "/exclusions"),
        funnel(
            "held properties",
            Funnel.HOLD_MAX,
            n ->
                "'steps':['A','B'],'hold':[%s]"
                    .formatted(repeated(n, i -> "{'property':'p" + i + "'}")),
            "/hold"),
        funnel(
            "percentiles",
            Funnel.PERCENTILES_MAX,
            n -> "'steps':['A','B'],'percentiles':[%s]".formatted(repeated(n, i -> "" + (i + 1))),
            "/percentiles"));
  }

  private static Stream<Limit> ofOthers() {
    return Stream.of(
        new Limit(
            "brackets",
            Retention.BRACKETS_MAX,
            n ->
                "{'brackets':[%s]}"
                    .formatted(repeated(n, i -> "{'from':%1$d,'to':%1$d}".formatted(i))),
            "/brackets",
            QuestionReader::retention),
        new Limit(
            "groups of retention",
            Segmentation.GROUP_BY_MAX,
            n -> "{'groupBy':[%s]}".formatted(repeated(n, i -> "{'property':'p" + i + "'}")),
            "/groupBy",
            QuestionReader::retention),
        new Limit(
            "days of retention",
            PeriodUnit.DAY.periodsMax(),
            n -> "{'periods':%d}".formatted(n),
            "/periods",
            QuestionReader::retention),
        new Limit(
            "steps of paths",
            Paths.DEPTH_MAX,
            n -> "{'anchor':'A','depth':%d}".formatted(n),
            "/depth",
            QuestionReader::paths),
        new Limit(
            "nodes of paths",
            Paths.TOP_MAX,
            n -> "{'anchor':'A','top':%d}".formatted(n),
            "/top",
            QuestionReader::paths),
        new Limit(
            "segments of paths",
            Segmentation.SEGMENTS_MAX,
            n ->
                "{'anchor':'A','segments':[%s]}"
                    .formatted(repeated(n, i -> "{'name':'S" + i + "'}")),
            "/segments",
            QuestionReader::paths),
        new Limit(
            "depth of a population",
            Population.DEPTH_MAX,
            n -> "{'not':".repeat(n - 1) + "{'did':'A'}" + "}".repeat(n - 1),
            "/not".repeat(Population.DEPTH_MAX),
            QuestionReader::population),
        new Limit(
            "clauses of a population",
            Population.CLAUSES_MAX,
            n -> "{'all':[%s]}".formatted(repeated(n - 1, i -> "{'did':'E" + i + "'}")),
            "/all/" + (Population.CLAUSES_MAX - 1),
            QuestionReader::population));
  }

  private static Stream<Limit> ofTexts() {
    return Stream.of(
        segmentation(
            "characters of an event's name",
            Series.EVENT_CHARACTERS_MAX,
            n -> "'events':['%s']".formatted("x".repeat(n)),
            "/events/0/event"),
        asked(
            "characters of a segment's name",
            Segment.NAME_CHARACTERS_MAX,
            n -> "'segments':[{'name':'%s'}]".formatted("x".repeat(n)),
            "/segments/0/name"),
        asked(
            "characters of a formula",
            Formula.CHARACTERS_MAX,
            n -> "'formulas':['A%s']".formatted(" ".repeat(n - 2) + " "),
            "/formulas/0/formula"),
        new Limit(
            "characters of a question",
            QuestionJson.CHARACTERS_MAX,
            n -> {
              String question = "{'events':['A']}";
              return question + " ".repeat(n - question.length());
            },
            "",
            QuestionReader::segmentation));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void isTakenUpToTheLimit(Limit limit) {
    assertThat(limit.reader().read(json(limit.question().apply(limit.max())))).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("limits")
  void isRefusedBeyondItWithAPointer(Limit limit) {
    assertThatExceptionOfType(InvalidQuestion.class)
        .isThrownBy(() -> limit.reader().read(json(limit.question().apply(limit.max() + 1))))
        .satisfies(invalid -> {
          assertThat(invalid.faults()).hasSize(1);
          Fault fault = invalid.faults().getFirst();
          assertThat(fault.pointer()).isEqualTo(limit.pointer());
          assertThat(fault.code()).isIn(FaultCode.OUT_OF_BOUNDS, FaultCode.TOO_LARGE);
          assertThat(fault.detail()).matches("(?s).*\\d.*");
        });
  }

  private static Limit segmentation(
      String name, int max, IntFunction<String> fields, String pointer) {
    return new Limit(
        name, max, n -> "{%s}".formatted(fields.apply(n)), pointer, QuestionReader::segmentation);
  }

  /** Of a segmentation of one event. */
  private static Limit asked(String name, int max, IntFunction<String> fields, String pointer) {
    return segmentation(name, max, n -> "'events':['A']," + fields.apply(n), pointer);
  }

  private static Limit funnel(String name, int max, IntFunction<String> fields, String pointer) {
    return new Limit(
        name, max, n -> "{%s}".formatted(fields.apply(n)), pointer, QuestionReader::funnel);
  }

  private static String sum(int i) {
    return "{'measure':'sum','property':'p%d'}".formatted(i);
  }

  private static String repeated(int n, IntFunction<String> each) {
    return IntStream.range(0, n).mapToObj(each).collect(Collectors.joining(","));
  }

  private static String json(String question) {
    return question.replace('\'', '"');
  }
}
