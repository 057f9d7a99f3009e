package dev.riffle.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import dev.riffle.query.answer.SegmentOverlap;
import dev.riffle.query.answer.SegmentSize;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.RfmClass;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.HistoryWriter;
import dev.riffle.query.reference.TestEvent;
import dev.riffle.query.segment.RfmAnswer;
import dev.riffle.query.segment.SegmentAnalyst;
import dev.riffle.query.segment.SegmentAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples of docs/semantics.md, and the same populations in charts. */
class SegmentExamplesIT {
  private static final Path TEXT = Path.of("../docs/semantics.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("\\| `(\\{.*})` \\| ([a-z]+(?:, [a-z]+)*) \\|.*\\|");
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<String> PERSONS = List.of("ann", "bob", "cyd", "dee", "eve");
  private static final String NEVER_COMPLETED =
      "{\"all\": [{\"did\": \"Export Started\", \"last\": \"30d\"}, {\"didNot\": \"Export"
          + " Completed\", \"last\": \"30d\"}]}";
  private static final ProjectContext PROJECT =
      new ProjectContext(
          new ProjectId(1),
          ZoneOffset.UTC,
          DayOfWeek.MONDAY,
          id ->
              id.equals("never-completed")
                  ? Optional.of(QuestionReader.population(NEVER_COMPLETED))
                  : Optional.empty());

  private static EngineForTests engine;
  private static Analyst analyst;
  private static SegmentAnalyst segments;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    History history = history();
    HistoryWriter writer = new HistoryWriter(engine.writer());
    writer.write(List.of(history));
    List<String> rows = new ArrayList<>();
    for (String person : PERSONS) {
      rows.add(
          "{\"project\": 1, \"sender_kind\": \"user\", \"sender_id\": \"%s\", \"aid\": %d, \"uid\": %d}"
              .formatted(person, number(person), number(person)));
    }
    writer.insert("persons", rows);
    Catalog catalog = history.catalog(false);
    Catalogs catalogs =
        new Catalogs() {
          @Override
          public Catalog recent(ProjectContext project) {
            return catalog;
          }

          @Override
          public Catalog fresh(ProjectContext project) {
            return catalog;
          }
        };
    analyst =
        new Analyst(
            engine.reader(),
            catalogs,
            () -> NOW,
            () -> UUID.randomUUID().toString(),
            EngineForTests.LIMITS,
            ResultCache.none());
    segments =
        new SegmentAnalyst(
            engine.reader(),
            catalogs,
            () -> NOW,
            () -> UUID.randomUUID().toString(),
            EngineForTests.LIMITS);
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  static Stream<Arguments> examples() throws IOException {
    return Files.readAllLines(TEXT).stream()
        .map(EXAMPLE::matcher)
        .filter(Matcher::matches)
        .map(match -> Arguments.of(match.group(1), List.of(match.group(2).split(", "))));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theTextSaysWhoIsIn(String json, List<String> expected) {
    assertThat(ids(members(json, NOW).members())).isEqualTo(expected);
  }

  @Test
  void thereAreExamplesOfEveryClause() throws IOException {
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(25);
  }

  @Test
  void aPopulationIsASegmentOfAChart() {
    SegmentationAnswer answer =
        analyst.answer(
            PROJECT,
            QuestionReader.segmentation(
                """
                {"events": ["Export Started"], "measures": ["uniques", "totals"], "interval": "none",
                 "from": "2026-10-24", "to": "2026-11-22",
                 "segments": [
                   {"name": "never completed", "population": %s},
                   {"segment": "never-completed"},
                   {"name": "completed", "where": {"inSegment": {"did": "Export Completed"}}}]}
                """
                    .formatted(NEVER_COMPLETED)));

    assertThat(answer.series())
        .extracting(series -> series.line().total().uniques().orElseThrow())
        .containsExactly(1L, 1L, 1L);
    assertThat(answer.series())
        .extracting(series -> series.line().total().totals().orElseThrow())
        .containsExactly(2L, 2L, 1L);
    assertThat(answer.segments())
        .containsExactly(
            new SegmentSize("never completed", 1),
            new SegmentSize("never-completed", 1),
            new SegmentSize("completed", 1));
    assertThat(answer.overlaps())
        .contains(
            new SegmentOverlap("never completed", "never-completed", 1),
            new SegmentOverlap("never completed", "completed", 0));
  }

  @Test
  void membershipIsThatOfTheEndOfTheRange() {
    SegmentationAnswer answer =
        analyst.answer(
            PROJECT,
            QuestionReader.segmentation(
                """
                {"events": ["Export Started"], "interval": "none", "from": "2026-11-12", "to": "2026-11-12",
                 "where": {"inSegment": {"did": "Export Started", "atLeast": 2}}}
                """));

    // bob tried twice, but for the second time only on the 14th
    assertThat(answer.series().getFirst().line().total().uniques().orElseThrow()).isZero();
  }

  @Test
  void whoCameAndWhoWent() {
    SegmentAnswers.Changes changes =
        segments.changes(
            PROJECT,
            QuestionReader.population("{\"did\": \"Export Started\", \"last\": \"14d\"}"),
            Instant.parse("2026-11-11T00:00:00Z"),
            Instant.parse("2026-11-25T00:00:00Z"),
            10);

    assertThat(ids(changes.entered())).containsExactly("bob");
    assertThat(ids(changes.left())).containsExactly("ann");
    assertThat(changes.enteredPersons()).isEqualTo(1);
    assertThat(changes.leftPersons()).isEqualTo(1);
  }

  @Test
  void whyClauseByClause() {
    Population population = QuestionReader.population(NEVER_COMPLETED);

    SegmentAnswers.Why ann = segments.why(PROJECT, population, number("ann"), Optional.of(NOW));
    SegmentAnswers.Why bob = segments.why(PROJECT, population, number("bob"), Optional.of(NOW));
    SegmentAnswers.Why nobody = segments.why(PROJECT, population, 99, Optional.of(NOW));

    assertThat(ann.in()).isFalse();
    assertThat(ann.clauses())
        .containsExactly(
            new SegmentAnswers.ClauseTruth("", "all", false),
            new SegmentAnswers.ClauseTruth("/all/0", "did", true),
            new SegmentAnswers.ClauseTruth("/all/1", "didNot", false));
    assertThat(bob.in()).isTrue();
    assertThat(bob.clauses()).allMatch(SegmentAnswers.ClauseTruth::holds);
    assertThat(nobody.known()).isFalse();
    assertThat(nobody.in()).isFalse();
  }

  @Test
  void pagesDoNotOverlap() {
    Population all = QuestionReader.population("{\"didNot\": \"Export Completed\"}");

    SegmentAnswers.Members first =
        segments.members(PROJECT, all, Optional.empty(), new SegmentAnalyst.Page(0, 3));
    SegmentAnswers.Members second =
        segments.members(
            PROJECT, all, Optional.empty(), new SegmentAnalyst.Page(first.next().orElseThrow(), 3));

    assertThat(ids(first.members())).containsExactly("bob", "cyd", "dee");
    assertThat(ids(second.members())).containsExactly("eve");
    assertThat(second.next()).isEmpty();
    assertThat(second.persons()).isEqualTo(4);
  }

  @Test
  void sizesOverTimeAndOverlaps() {
    Population started = QuestionReader.population("{\"did\": \"Export Started\"}");
    Population completed = QuestionReader.population("{\"did\": \"Export Completed\"}");
    LinkedHashMap<String, Population> both = new LinkedHashMap<>();
    both.put("started", started);
    both.put("completed", completed);

    SegmentAnswers.Sizes sizes =
        segments.sizes(
            PROJECT, started, new TimeRange.Last(3, TimeRange.Unit.WEEKS), Interval.WEEK);
    SegmentAnswers.Overlaps overlaps = segments.overlaps(PROJECT, both, Optional.empty());

    assertThat(sizes.points())
        .extracting(SegmentAnswers.SizePoint::persons)
        .containsExactly(1L, 3L, 3L);
    assertThat(overlaps.sizes())
        .extracting(SegmentAnswers.NamedSize::persons)
        .containsExactly(3L, 1L);
    assertThat(overlaps.pairs())
        .containsExactly(new SegmentAnswers.Pair("started", "completed", 1, 1.0));
    assertThat(overlaps.warnings()).hasSize(1);
  }

  @Test
  void customersByRecencyFrequencyAndMoney() {
    Population.Rfm rfm =
        (Population.Rfm) QuestionReader.population("{\"rfm\": \"Purchased\", \"sum\": \"amount\"}");

    RfmAnswer answer = segments.rfm(PROJECT, rfm.purchases(), Optional.of(NOW));

    assertThat(answer.persons()).isEqualTo(2);
    assertThat(answer.classes()).hasSize(RfmClass.values().length);
    assertThat(answer.classes())
        .filteredOn(each -> each.persons() > 0)
        .containsExactly(
            new RfmAnswer.ClassSize(RfmClass.LOYAL, 1, 0.5, 4, 200),
            new RfmAnswer.ClassSize(RfmClass.POTENTIAL_LOYALISTS, 1, 0.5, 2, 50));
    assertThat(answer.scores().recency())
        .containsExactly(new RfmAnswer.Score(3, 1, 4, 4), new RfmAnswer.Score(5, 1, 0, 0));
    assertThat(answer.scores().frequency())
        .containsExactly(new RfmAnswer.Score(3, 1, 2, 2), new RfmAnswer.Score(5, 1, 4, 4));
    assertThat(answer.scores().monetary())
        .containsExactly(new RfmAnswer.Score(3, 1, 50, 50), new RfmAnswer.Score(5, 1, 200, 200));
  }

  private static SegmentAnswers.Members members(String json, Instant at) {
    return segments.members(
        PROJECT, QuestionReader.population(json), Optional.of(at), new SegmentAnalyst.Page(0, 100));
  }

  private static List<String> ids(List<SegmentAnswers.Member> members) {
    return members.stream().map(member -> member.id().orElseThrow()).toList();
  }

  private static int number(String person) {
    return PERSONS.indexOf(person) + 1;
  }

  /** The lines of the text: person, time, event, properties; two spaces between. */
  private static History history() throws IOException {
    List<TestEvent> events = new ArrayList<>();
    Map<String, Map<String, PropertyValue>> users = new HashMap<>();
    for (String line : Files.readAllLines(TEXT)) {
      List<String> fields = List.of(line.split(" {2,}"));
      if (fields.size() < 3 || !PERSONS.contains(fields.getFirst())) {
        continue;
      }
      String person = fields.getFirst();
      Instant time = Instant.parse(fields.get(1));
      Map<String, PropertyValue> properties = new HashMap<>();
      if (fields.size() > 3) {
        for (String property : fields.get(3).split(" ", -1)) {
          String[] pair = property.split("=", 2);
          properties.put(pair[0], value(pair[1]));
        }
      }
      Map<String, PropertyValue> user = users.computeIfAbsent(person, _ -> new HashMap<>());
      boolean identify = fields.get(2).equals("identify");
      if (identify) {
        user.putAll(properties);
      }
      events.add(
          new TestEvent(
              identify ? EventKind.IDENTIFY : EventKind.TRACK,
              identify ? EventKind.IDENTIFY.reservedName() : fields.get(2),
              number(person),
              number(person),
              number(person),
              time,
              time,
              identify ? Map.of() : Map.copyOf(properties),
              Map.copyOf(user)));
    }
    return new History(PROJECT, events, List.of(), Map.of());
  }

  private static PropertyValue value(String text) {
    return text.matches("[0-9]+")
        ? PropertyValue.of(Double.parseDouble(text))
        : text.equals("true") ? PropertyValue.of(true) : PropertyValue.of(text);
  }
}
