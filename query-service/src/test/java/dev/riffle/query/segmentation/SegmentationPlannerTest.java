package dev.riffle.query.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.EventEntry;
import dev.riffle.query.catalog.PropertyEntry;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.QuestionReader;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentationPlannerTest {
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(1), ZoneId.of("Europe/Budapest"), DayOfWeek.MONDAY);

  /** Late evening in UTC: the next day in Budapest. */
  private static final Instant NOW = Instant.parse("2026-11-22T23:30:00Z");

  @Test
  void unknownNamesAreFoundWhereverTheyStand() {
    List<Fault> faults =
        faults(
            """
            {"events": ["Signed Up", {"event": "signed_up",
               "where": {"property": "nope", "op": "isSet"}}],
             "where": {"all": [{"not": {"property": "plan", "op": "isSet"}}]},
             "segments": [{"name": "a"}, {"name": "b",
               "where": {"any": [{"property": "plann", "of": "user", "op": "isSet"}]}}],
             "groupBy": [{"property": "plan", "of": "user"}, {"property": "zzz"},
               {"name": "c", "where": {"property": "nowhere", "op": "isSet"}}]}
            """);

    assertThat(faults)
        .extracting(Fault::pointer, Fault::code)
        .containsExactly(
            tuple("/events/1/event", FaultCode.UNKNOWN_EVENT),
            tuple("/events/1/where/property", FaultCode.UNKNOWN_PROPERTY),
            tuple("/where/all/0/not/property", FaultCode.UNKNOWN_PROPERTY),
            tuple("/segments/1/where/any/0/property", FaultCode.UNKNOWN_PROPERTY),
            tuple("/groupBy/1/property", FaultCode.UNKNOWN_PROPERTY),
            tuple("/groupBy/2/where/property", FaultCode.UNKNOWN_PROPERTY));
    assertThat(faults.get(0).detail()).endsWith("Did you mean: Signed Up?");
    assertThat(faults.get(2).detail()).endsWith("There is one of that name with `of`: `user`.");
    assertThat(faults.get(3).detail()).endsWith("Did you mean: plan?");
    assertThat(faults.get(4).detail()).endsWith("has been received.");
  }

  @Test
  void faultsOfSegmentsPointAtTheFieldThatWasGiven() {
    List<Fault> faults =
        faults(
            """
            {"events": ["Signed Up"],
             "segments": [{"segment": "nobody"}, {"name": "b", "population": {"did": "Nope"}},
               {"name": "c", "where": {"inSegment": "nobody"}}],
             "groupBy": [{"segment": "nobody"}, {"name": "d", "population": {"did": "Nope"}}]}
            """);

    assertThat(faults)
        .extracting(Fault::pointer, Fault::code)
        .containsExactly(
            tuple("/segments/0/segment", FaultCode.UNKNOWN_SEGMENT),
            tuple("/segments/1/population/did", FaultCode.UNKNOWN_EVENT),
            tuple("/segments/2/where/inSegment", FaultCode.UNKNOWN_SEGMENT),
            tuple("/groupBy/0/segment", FaultCode.UNKNOWN_SEGMENT),
            tuple("/groupBy/1/population/did", FaultCode.UNKNOWN_EVENT));
  }

  @Test
  void theProjectsZoneSaysWhatTodayIs() {
    SegmentationPlan plan = plan("{\"events\": [\"Signed Up\"], \"last\": \"1d\"}");

    assertThat(plan.range().from()).isEqualTo("2026-11-23");
    assertThat(plan.axis().starts())
        .containsExactly(Instant.parse("2026-11-22T23:00:00Z").toEpochMilli());
    assertThat(
            plan("{\"events\": [\"Signed Up\"], \"last\": \"1d\", \"timeZone\": \"UTC\"}")
                .range()
                .from())
        .isEqualTo("2026-11-22");
  }

  @Test
  void anAnswerHasALimitOfPoints() {
    String question =
        """
        {"events": ["Signed Up"], "groupBy": [{"property": "plan", "of": "user"}],
         "top": %d, "from": "2016-01-01", "to": "2026-11-20"}
        """;

    assertThat(plan(question.formatted(100)).axis().buckets()).hasSize(3977);
    assertThat(
            faults(
                question
                    .formatted(100)
                    .replace("[\"Signed Up\"]", "[\"Signed Up\", \"Signed Up\"]")))
        .extracting(Fault::code)
        .containsExactly(FaultCode.TOO_LARGE);
    assertThat(faults(question.formatted(1).replace("2016-01-01", "2015-01-01")))
        .extracting(Fault::pointer, Fault::code)
        .containsExactly(tuple("/interval", FaultCode.TOO_LARGE));
  }

  @Test
  void fewGroupsAreThoseTheCatalogCounted() {
    assertThat(plan(groupedBy("{\"property\": \"plan\", \"of\": \"user\"}")).fewGroups()).isTrue();
    assertThat(plan(groupedBy("{\"property\": \"page\"}")).fewGroups()).isFalse();
    assertThat(plan(groupedBy("{\"property\": \"uncounted\"}")).fewGroups()).isFalse();
    assertThat(
            plan(groupedBy("{\"property\": \"plan\", \"of\": \"user\"}, {\"property\": \"page\"}"))
                .fewGroups())
        .isFalse();
  }

  private static String groupedBy(String groupBy) {
    return "{\"events\": [\"Signed Up\"], \"groupBy\": [" + groupBy + "]}";
  }

  private static List<Fault> faults(String json) {
    return catchThrowableOfType(InvalidQuestion.class, () -> plan(json)).faults();
  }

  private static SegmentationPlan plan(String json) {
    Instant day = Instant.parse("2026-11-01T00:00:00Z");
    Catalog catalog =
        new Catalog(
            Map.of("Signed Up", new EventEntry("Signed Up", 1, day, day)),
            Map.of(
                new Catalog.Key(PropertyOf.USER, "plan"), entry("plan", PropertyOf.USER),
                new Catalog.Key(PropertyOf.EVENT, "page"), entry("page", PropertyOf.EVENT),
                new Catalog.Key(PropertyOf.EVENT, "uncounted"),
                    entry("uncounted", PropertyOf.EVENT)),
            Map.of(
                new Catalog.Key(PropertyOf.USER, "plan"), 3L,
                new Catalog.Key(PropertyOf.EVENT, "page"), 200L));
    return SegmentationPlanner.plan(QuestionReader.segmentation(json), PROJECT, catalog, NOW);
  }

  private static PropertyEntry entry(String name, PropertyOf of) {
    return new PropertyEntry(name, of, 1, List.of(), Instant.EPOCH, Instant.EPOCH);
  }
}
