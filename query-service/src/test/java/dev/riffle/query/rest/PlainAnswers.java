package dev.riffle.query.rest;

import dev.riffle.project.ProjectId;
import dev.riffle.query.Analyst;
import dev.riffle.query.EngineForTests;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.catalog.EventEntry;
import dev.riffle.query.catalog.PropertyEntry;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.export.EventExport;
import dev.riffle.query.export.EventExports;
import dev.riffle.query.person.PeopleCursor;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PeopleQuestion;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.QuestionKind;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.SavedPopulations;
import dev.riffle.query.question.StatedQuestion;
import dev.riffle.query.segment.SegmentAnalyst;
import dev.riffle.query.sql.SqlStatement;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers as the doors do, without HTTP, and gives the statements. The project has sent every name
 * as event and as property, and has saved a segment under every id.
 */
final class PlainAnswers {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final ResultCache CACHE = ResultCache.none();

  private final ProjectContext project;
  private final Catalogs catalogs;

  /** Of a project with these names. */
  PlainAnswers(Collection<String> names) {
    Population buyers = QuestionReader.population("{\"did\": \"Buy\"}");
    SavedPopulations saved = _ -> Optional.of(buyers);
    this.project = new ProjectContext(new ProjectId(7), ZoneOffset.UTC, DayOfWeek.MONDAY, saved);
    Catalog catalog = catalog(names);
    this.catalogs =
        new Catalogs() {
          @Override
          public Catalog recent(ProjectContext of) {
            return catalog;
          }

          @Override
          public Catalog fresh(ProjectContext of) {
            return catalog;
          }
        };
  }

  /** The users' {@code plan} has few values; how many the others have nobody knows. */
  private static Catalog catalog(Collection<String> names) {
    Map<String, EventEntry> events = new HashMap<>();
    Map<Catalog.Key, PropertyEntry> properties = new HashMap<>();
    for (String name : names) {
      events.put(name, new EventEntry(name, 1, NOW, NOW));
      for (PropertyOf of : PropertyOf.values()) {
        List<PropertyEntry.TypeCount> types = List.of(new PropertyEntry.TypeCount("text", 1));
        properties.put(new Catalog.Key(of, name), new PropertyEntry(name, of, 1, types, NOW, NOW));
      }
    }
    return new Catalog(events, properties, Map.of(new Catalog.Key(PropertyOf.USER, "plan"), 3L));
  }

  /**
   * The statements that a body makes.
   *
   * @param body of the document, or of one with another text in it
   * @param stored what the engine has in its tables
   * @throws InvalidQuestion when it is refused
   */
  List<SqlStatement> statements(AskedDocument document, String body, String stored) {
    RecordingEngine engine = new RecordingEngine(project, NOW, stored, document.groupBy());
    switch (document.what()) {
      case AskedDocument.PEOPLE -> people(QuestionReader.people(body), engine);
      case AskedDocument.POPULATION -> population(QuestionReader.population(body), engine);
      default -> {
        QuestionKind kind =
            Stream.of(QuestionKind.values())
                .filter(each -> each.wire().equals(document.what()))
                .findFirst()
                .orElseThrow();
        analyst(engine).answer(project, new StatedQuestion(kind, body).read());
      }
    }
    return engine.statements();
  }

  private void people(PeopleQuestion question, RecordingEngine engine) {
    Optional<PeopleCursor> cursor =
        question
            .cursor()
            .map(text ->
                PeopleCursor.of(text)
                    .orElseThrow(
                        () -> InvalidQuestion.at("/cursor", FaultCode.MALFORMED, "None of ours.")));
    analyst(engine)
        .people(project, question.cell(), cursor.map(PeopleCursor::receivedUntil))
        .answer(cursor, question.limit(), true);
  }

  /** Sizes and snapshots have the statements of members. */
  private void population(Population population, RecordingEngine engine) {
    SegmentAnalyst analyst =
        new SegmentAnalyst(
            engine, catalogs, InstantSource.fixed(NOW), () -> "q", EngineForTests.LIMITS);
    analyst.check(project, population, "");
    if (population instanceof Population.Rfm rfm && rfm.isOpen()) {
      analyst.rfm(project, rfm.purchases(), Optional.empty());
      return;
    }
    Instant earlier = NOW.minus(Duration.ofDays(7));
    analyst.members(project, population, Optional.empty(), new SegmentAnalyst.Page(0, 10));
    analyst.changes(project, population, earlier, NOW, 10);
    analyst.why(project, population, 7, Optional.empty());
    LinkedHashMap<String, Population> both = new LinkedHashMap<>();
    both.put("one", population);
    both.put("other", new Population.Not(population));
    analyst.overlaps(project, both, Optional.empty());
  }

  /** The statements of a file of one event. */
  List<SqlStatement> export(EventExport export) {
    RecordingEngine engine = new RecordingEngine(project, NOW, export.event().orElseThrow(), 0);
    EventExports.Prepared file =
        new EventExports(engine, engine, catalogs, () -> "q", EngineForTests.LIMITS)
            .prepare(project, export);
    try {
      for (int piece = 0; piece < file.pieces(); piece++) {
        file.write(piece, OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return engine.statements();
  }

  private Analyst analyst(RecordingEngine engine) {
    return new Analyst(
        engine, catalogs, InstantSource.fixed(NOW), () -> "q", EngineForTests.LIMITS, CACHE);
  }
}
