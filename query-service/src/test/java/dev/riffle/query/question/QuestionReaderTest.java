package dev.riffle.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.riffle.event.PropertyValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuestionReaderTest {
  private static final String WHOLE =
      """
      {
        "events": ["Signed Up", {"event": "Bought",
          "where": {"property": "amount", "op": "greater", "values": [10]},
          "nth": {"number": 2, "since": "range"}}],
        "measures": ["uniques", "activePercent",
          {"measure": "sum", "property": "amount"},
          {"measure": "p99.9", "property": "seats", "of": "user", "as": "seats"},
          {"measure": "distinct", "property": "device", "perUser": "median"},
          {"measure": "totals", "perUser": "avg"}, {"measure": "frequency", "times": [1, 2, 10]}],
        "formulas": ["100 * A / B", {"formula": "seats(A) - B", "as": "rest"}],
        "window": {"rolling": 7},
        "from": "2026-10-01", "to": "2026-10-31",
        "timeZone": "Europe/Budapest",
        "interval": "week",
        "where": {"all": [
          {"property": "device", "op": "is", "values": [1, "1", true, null]},
          {"not": {"any": [{"property": "plan", "of": "user", "mode": "current", "op": "isSet"}]}}]},
        "segments": [{"name": "Everybody"},
          {"name": "Premium", "where": {"property": "plan", "of": "user", "op": "is", "values": ["premium"]}}],
        "groupBy": [{"property": "country", "of": "user"}],
        "top": 5,
        "asOfReceived": "2026-11-22T09:30:00.123Z",
        "explain": true
      }
      """;

  @Test
  void readsEveryField() {
    Segmentation question = QuestionReader.segmentation(WHOLE);

    assertThat(question.events())
        .containsExactly(
            Series.of("Signed Up"),
            new Series(
                "Bought",
                Optional.of(
                    new Predicate.Compare(
                        "amount",
                        PropertyOf.EVENT,
                        PropertyMode.AT_EVENT,
                        Operator.GREATER,
                        List.of(PropertyValue.of(10)))),
                Optional.of(new Nth(2, Nth.Since.RANGE))));
    assertThat(question.formulas())
        .containsExactly(
            new Formula("100 * A / B", Optional.empty()),
            new Formula("seats(A) - B", Optional.of("rest")));
    assertThat(question.window()).contains(new PointWindow.Rolling(7));
    assertThat(question.measures())
        .containsExactly(
            Measure.Count.UNIQUES,
            Measure.Count.ACTIVE_PERCENT,
            new Measure.OfProperty(
                Aggregate.Plain.SUM, "amount", PropertyOf.EVENT, Optional.empty()),
            new Measure.OfProperty(
                new Aggregate.Percentile(99.9), "seats", PropertyOf.USER, Optional.of("seats")),
            new Measure.PropertyPerUser(
                Aggregate.Plain.DISTINCT,
                "device",
                PropertyOf.EVENT,
                Aggregate.Plain.MEDIAN,
                Optional.empty()),
            new Measure.TotalsPerUser(Aggregate.Plain.AVG, Optional.empty()),
            new Measure.Frequency(List.of(1, 2, 10)));
    assertThat(question.measures())
        .extracting(Measure::key)
        .containsExactly(
            "uniques",
            "activePercent",
            "sum(amount)",
            "seats",
            "median(distinct(device))",
            "avg(totals)",
            "frequency");
    assertThat(question.scope().range())
        .isEqualTo(new TimeRange.Dates(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 31)));
    assertThat(question.scope().timeZone()).contains(ZoneId.of("Europe/Budapest"));
    assertThat(question.interval()).isEqualTo(Interval.WEEK);
    assertThat(question.segments()).extracting("name").containsExactly("Everybody", "Premium");
    assertThat(question.groupBy())
        .containsExactly(new GroupBy("country", PropertyOf.USER, PropertyMode.AT_EVENT));
    assertThat(question.top()).isEqualTo(5);
    assertThat(question.scope().explain()).isTrue();
    assertThat(question.usesMode(PropertyMode.CURRENT)).isTrue();
    Predicate.All where = (Predicate.All) question.where().orElseThrow();
    assertThat(((Predicate.Compare) where.all().getFirst()).values())
        .containsExactly(
            PropertyValue.of(1),
            PropertyValue.of("1"),
            PropertyValue.of(true),
            new PropertyValue.Null());
  }

  @Test
  void whatIsReadCanBeWrittenAndReadAgain() throws Exception {
    ObjectMapper json =
        new ObjectMapper()
            .registerModule(new Jdk8Module())
            .registerModule(new JavaTimeModule())
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    Segmentation question = QuestionReader.segmentation(WHOLE);

    assertThat(QuestionReader.segmentation(json.writeValueAsString(question))).isEqualTo(question);
  }

  @Test
  void instantsLieInTheYearsThatTheEngineHasDatesFor() {
    for (String right : List.of("1971-01-01T00:00:00Z", "2148-12-31T23:59:59.999Z")) {
      assertThat(asOfReceived(right).scope().asOfReceived()).contains(Instant.parse(right));
    }
    for (String wrong :
        List.of(
            "1970-12-31T23:59:59.999Z",
            "2149-01-01T00:00:00Z",
            "-1000000000-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z")) {
      InvalidQuestion refused =
          catchThrowableOfType(InvalidQuestion.class, () -> asOfReceived(wrong));
      assertThat(refused.faults())
          .extracting(Fault::pointer, Fault::code)
          .containsExactly(tuple("/asOfReceived", FaultCode.OUT_OF_BOUNDS));
    }
  }

  private static Segmentation asOfReceived(String instant) {
    return QuestionReader.segmentation(
        "{\"events\": [\"Bought\"], \"asOfReceived\": \"" + instant + "\"}");
  }

  @Test
  void theShortestQuestionHasDefaults() {
    Segmentation question = QuestionReader.segmentation("{\"events\": [\"Signed Up\"]}");

    assertThat(question).isEqualTo(Segmentation.of(Series.of("Signed Up")));
    assertThat(question.scope().range()).isEqualTo(new TimeRange.Last(30, TimeRange.Unit.DAYS));
  }

  @Test
  void allFaultsAreFoundInOneLook() {
    List<Fault> faults =
        faults(
            """
            {"events": [{"event": "A", "were": 1}, 7],
             "form": "2026-01-01", "from": "yesterday", "timeZone": "Mars/Olympus",
             "interval": "fortnight", "top": "ten", "measures": ["uniqs"],
             "where": {"any": [{"property": "p", "op": "is", "values": [{"a": 1}]}, {"op": "like"}]}}
            """);

    assertThat(faults)
        .extracting(Fault::pointer, Fault::code)
        .containsExactlyInAnyOrder(
            tuple("/events/0/were", FaultCode.UNKNOWN_FIELD),
            tuple("/events/1", FaultCode.WRONG_TYPE),
            tuple("/form", FaultCode.UNKNOWN_FIELD),
            tuple("/from", FaultCode.MALFORMED),
            tuple("/timeZone", FaultCode.UNKNOWN_TIME_ZONE),
            tuple("/interval", FaultCode.UNKNOWN_VALUE),
            tuple("/top", FaultCode.WRONG_TYPE),
            tuple("/measures/0", FaultCode.UNKNOWN_VALUE),
            tuple("/where/any/0/values/0", FaultCode.WRONG_TYPE),
            tuple("/where/any/1/property", FaultCode.MISSING),
            tuple("/where/any/1/op", FaultCode.UNKNOWN_VALUE));
  }

  @Test
  void refusesOneFieldAtATime() {
    refused("{", "", FaultCode.MALFORMED);
    refused("[]", "", FaultCode.WRONG_TYPE);
    refused("{\"events\": [\"A\"]} {}", "", FaultCode.MALFORMED);
    refused("{\"events\": [\"A\"], \"events\": [\"B\"]}", "", FaultCode.MALFORMED);
    refused("{}", "/events", FaultCode.MISSING);
    refused("{\"events\": []}", "/events", FaultCode.OUT_OF_BOUNDS);
    refused("{\"events\": [\"\"]}", "/events/0/event", FaultCode.OUT_OF_BOUNDS);
    refusedWith(
        "\"from\": \"2026-01-02\", \"to\": \"2026-01-01\"", "/to", FaultCode.RANGE_REVERSED);
    refusedWith("\"from\": \"2026-01-02\"", "/to", FaultCode.MISSING);
    refusedWith("\"to\": \"2026-01-02\"", "/from", FaultCode.MISSING);
    refusedWith(
        "\"from\": \"2026-01-01\", \"to\": \"2026-01-02\", \"last\": \"3d\"",
        "/last",
        FaultCode.CONTRADICTION);
    refusedWith(
        "\"from\": \"1970-12-31\", \"to\": \"2026-01-02\"", "/from", FaultCode.OUT_OF_BOUNDS);
    refusedWith("\"from\": \"2026-02-30\", \"to\": \"2026-03-02\"", "/from", FaultCode.MALFORMED);
    refusedWith("\"last\": \"0d\"", "/last", FaultCode.MALFORMED);
    refusedWith("\"last\": \"3661d\"", "/last", FaultCode.OUT_OF_BOUNDS);
    refusedWith("\"last\": \"2y\"", "/last", FaultCode.MALFORMED);
    refusedWith("\"timeZone\": \"+02:00\"", "/timeZone", FaultCode.UNKNOWN_TIME_ZONE);
    refusedWith("\"top\": 0", "/top", FaultCode.OUT_OF_BOUNDS);
    refusedWith("\"top\": 101", "/top", FaultCode.OUT_OF_BOUNDS);
    refusedWith("\"top\": 1.5", "/top", FaultCode.WRONG_TYPE);
    refusedWith("\"measures\": []", "/measures", FaultCode.OUT_OF_BOUNDS);
    refusedWith("\"measures\": [\"totals\", \"totals\"]", "/measures/1", FaultCode.DUPLICATE);
    refusedWith(
        "\"segments\": [{\"name\": \"x\"}, {\"name\": \"x\"}]", "/segments/1", FaultCode.DUPLICATE);
    refusedWith("\"segments\": [{\"name\": \" \"}]", "/segments/0/name", FaultCode.OUT_OF_BOUNDS);
    refusedWith(
        "\"groupBy\": [{\"property\": \"p\", \"mode\": \"current\"}]",
        "/groupBy/0/mode",
        FaultCode.CONTRADICTION);
    refusedWith("\"where\": {\"all\": []}", "/where/all", FaultCode.OUT_OF_BOUNDS);
    refusedWith(
        "\"where\": {\"not\": {\"property\": \"p\", \"op\": \"isSet\", \"values\": [1]}}",
        "/where/not/values",
        FaultCode.OUT_OF_BOUNDS);
    refusedWith(
        "\"where\": {\"property\": \"p\", \"op\": \"greater\", \"values\": [\"1\"]}",
        "/where/values/0",
        FaultCode.WRONG_TYPE);
    refusedWith(
        "\"where\": {\"property\": \"p\", \"op\": \"contains\", \"values\": [\"\"]}",
        "/where/values/0",
        FaultCode.WRONG_TYPE);
    refusedWith(
        "\"where\": {\"property\": \"p\", \"op\": \"is\"}",
        "/where/values",
        FaultCode.OUT_OF_BOUNDS);
    refusedWith("\"explain\": \"yes\"", "/explain", FaultCode.WRONG_TYPE);
    refusedWith("\"a/b~c\": 1", "/a~1b~0c", FaultCode.UNKNOWN_FIELD);
  }

  @Test
  void bothSidesOfTheLimits() {
    accepted("\"top\": 1");
    accepted("\"top\": 100");
    accepted("\"last\": \"3660d\"");
    accepted("\"from\": \"1971-01-01\", \"to\": \"2148-12-31\"");
    accepted("\"where\": " + nested(Predicate.DEPTH_MAX));
    refusedWith(
        "\"where\": " + nested(Predicate.DEPTH_MAX + 1),
        "/where" + "/not".repeat(Predicate.DEPTH_MAX),
        FaultCode.OUT_OF_BOUNDS);
    accepted("\"where\": {\"any\": [" + clauses(Predicate.CLAUSES_MAX - 1) + "]}");
    refusedWith(
        "\"where\": {\"any\": [" + clauses(Predicate.CLAUSES_MAX) + "]}",
        "/where/any/" + (Predicate.CLAUSES_MAX - 1),
        FaultCode.OUT_OF_BOUNDS);
    accepted("\"groupBy\": " + groupBy(3));
    refusedWith("\"groupBy\": " + groupBy(4), "/groupBy", FaultCode.OUT_OF_BOUNDS);
    refused("\"" + "x".repeat(QuestionJson.CHARACTERS_MAX) + "\"", "", FaultCode.TOO_LARGE);
    refused("[".repeat(65) + "]".repeat(65), "", FaultCode.TOO_LARGE);
  }

  @Test
  void textIsTakenAsTheEdgeStoresIt() {
    Segmentation question =
        QuestionReader.segmentation("{\"events\": [\"e\\u0301 \\ud83d \\u0000\"]}");

    assertThat(question.events().getFirst().event()).isEqualTo("\u00e9 \ufffd \ufffd");
  }

  @Test
  void numbersThatADoubleWouldRoundAreKept() {
    Segmentation question =
        QuestionReader.segmentation(
            """
            {"events": ["A"], "where": {"property": "p", "op": "is",
             "values": [9007199254740992, 9007199254740993, 1.0, -0.0]}}
            """);

    assertThat(((Predicate.Compare) question.where().orElseThrow()).values())
        .containsExactly(
            PropertyValue.of(0x1p53),
            new PropertyValue.ExactNumber("9007199254740993"),
            PropertyValue.of(1),
            PropertyValue.of(0));
  }

  private static String nested(int depth) {
    return "{\"not\": ".repeat(depth - 1)
        + "{\"property\": \"p\", \"op\": \"isSet\"}"
        + "}".repeat(depth - 1);
  }

  private static String clauses(int count) {
    List<String> clauses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clauses.add("{\"property\": \"p\", \"op\": \"isSet\"}");
    }
    return String.join(",", clauses);
  }

  private static String groupBy(int count) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      groups.add("{\"property\": \"p" + i + "\"}");
    }
    return groups.toString();
  }

  static void accepted(String fields) {
    assertThat(QuestionReader.segmentation("{\"events\": [\"A\"], " + fields + "}")).isNotNull();
  }

  static void refusedWith(String fields, String pointer, FaultCode code) {
    refused("{\"events\": [\"A\"], " + fields + "}", pointer, code);
  }

  static void refused(String json, String pointer, FaultCode code) {
    assertThat(faults(json))
        .as(json)
        .extracting(Fault::pointer, Fault::code)
        .contains(tuple(pointer, code));
  }

  static List<Fault> faults(String json) {
    InvalidQuestion refused =
        catchThrowableOfType(InvalidQuestion.class, () -> QuestionReader.segmentation(json));
    assertThat(refused).as(json).isNotNull();
    assertThat(refused.faults())
        .allSatisfy(
            fault -> assertThat(fault.detail()).endsWith(fault.pointer().isEmpty() ? "" : "."));
    return refused.faults();
  }
}
