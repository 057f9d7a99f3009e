package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.export.EventExport;
import dev.riffle.query.export.ExportFormat;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.time.LocalRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * The text of SQL never depends on what an asker says, nor on what was stored: every text of {@link
 * InjectionTexts} in every field of every {@link AskedDocument} is refused for a reason, or runs
 * the very statements that a harmless name runs, with the text in their parameters and nowhere
 * else. Without HTTP and engine, so that all of it takes a minute or two; the doors and the engine
 * itself are tried by {@link InjectionIT}.
 *
 * <p>By default one text in {@value #SHARE} is tried in each field, by seed; with {@code
 * -Dinjection=all} all of them are.
 */
class SqlTextTest {
  private static final Logger LOG = Logger.getLogger(SqlTextTest.class);
  private static final int SHARE = 8;
  private static final int AT_ONCE = 2;

  /** So many faults are told, in so many characters each. */
  private static final int FAULTS_MAX = 20;

  private static final int FAULT_CHARACTERS_MAX = 3_000;

  private static final List<AskedDocument> DOCUMENTS = AskedDocument.all();
  private static final List<Hostile> TEXTS =
      InjectionTexts.all().stream().map(Hostile::of).toList();

  /** Of a project that knows the hostile names, so that they get past its catalog. */
  private static final PlainAnswers ANSWERS = new PlainAnswers(names(true));

  private static final PlainAnswers STRICT_ANSWERS = new PlainAnswers(names(false));

  private final boolean whole = System.getProperty("injection", "").equals("all");
  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong compared = new AtomicLong();
  private final AtomicLong carried = new AtomicLong();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  /**
   * A text.
   *
   * @param json escaped
   * @param forms in which a parameter may have it
   */
  private record Hostile(String text, String json, Set<String> forms) {
    static Hostile of(String text) {
      return new Hostile(text, InjectionTexts.inJson(text), SameStatements.forms(text));
    }
  }

  /**
   * A field of a document.
   *
   * @param number tells it from the others
   * @param body with {@link AskedDocument#HERE} in it
   */
  private record Place(int number, AskedDocument document, String pointer, String body) {}

  @Test
  void noTextInAnyFieldChangesTheSql() {
    List<Place> places = places(DOCUMENTS);
    long began = System.nanoTime();

    try (ExecutorService askers = Executors.newFixedThreadPool(AT_ONCE)) {
      places.forEach(place -> askers.execute(() -> compare(place)));
    }

    LOG.infof(
        "-Dseed=%d: %d documents, %d fields, %d texts: %d runs, %d refused, %d compared, %d of them"
            + " with the text in their parameters; %d s",
        seed,
        DOCUMENTS.size(),
        places.size(),
        TEXTS.size(),
        runs.get(),
        refused.get(),
        compared.get(),
        carried.get(),
        Duration.ofNanos(System.nanoTime() - began).toSeconds());
    assertThat(wrong).isEmpty();
    assertThat(refused.get() + compared.get()).isEqualTo(runs.get());
    assertThat(carried.get()).isGreaterThan(runs.get() / 4);
    assertThat(!whole || runs.get() == (long) places.size() * TEXTS.size()).isTrue();
  }

  /** The first document of each kind is enough: names are looked up in one place. */
  @Test
  void aHostileNameThatNobodySentIsRefusedLikeAnyOther() {
    Set<String> kinds = new HashSet<>();
    List<Place> places =
        places(DOCUMENTS.stream().filter(document -> kinds.add(document.what())).toList());

    try (ExecutorService askers = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Place place : places) {
        askers.execute(() -> {
          for (Hostile hostile : chosen(place)) {
            runs.incrementAndGet();
            refused.addAndGet(attempt(STRICT_ANSWERS, place, hostile).isEmpty() ? 1 : 0);
          }
        });
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(refused.get()).isGreaterThan(runs.get() / 2);
  }

  @Test
  void noNameOfAnEventChangesTheSqlOfItsExport() {
    for (ExportFormat format : ExportFormat.values()) {
      SameStatements harmless = new SameStatements(exported(RequestFields.HARMLESS, format), true);
      assertThat(harmless.carryTheText()).isTrue();
      for (Hostile hostile : TEXTS) {
        assertThat(harmless.difference(exported(hostile.text(), format), hostile.forms()))
            .isEmpty();
      }
    }
  }

  private static List<Place> places(List<AskedDocument> documents) {
    List<Place> places = new ArrayList<>();
    for (AskedDocument document : documents) {
      for (RequestFields.Field field : document.fields()) {
        places.add(new Place(places.size(), document, field.pointer(), document.around(field)));
      }
    }
    return places;
  }

  private List<Hostile> chosen(Place place) {
    Random random = new Random(seed + place.number());
    return whole ? TEXTS : TEXTS.stream().filter(_ -> random.nextInt(SHARE) == 0).toList();
  }

  private void compare(Place place) {
    Optional<SameStatements> expected =
        attempt(ANSWERS, place, Hostile.of(RequestFields.HARMLESS))
            .map(statements -> new SameStatements(statements, true));
    boolean carries = expected.map(SameStatements::carryTheText).orElse(false);
    for (Hostile hostile : chosen(place)) {
      runs.incrementAndGet();
      Optional<List<SqlStatement>> found = attempt(ANSWERS, place, hostile);
      if (found.isEmpty()) {
        refused.incrementAndGet();
        continue;
      }
      compared.incrementAndGet();
      if (expected.isEmpty()) {
        expected = found.map(statements -> new SameStatements(statements, false));
      }
      carried.addAndGet(carries ? 1 : 0);
      expected
          .flatMap(same -> same.difference(found.get(), hostile.forms()))
          .ifPresent(difference -> note(place, hostile, difference));
    }
  }

  /** The statements, or none when the question is refused. */
  private Optional<List<SqlStatement>> attempt(PlainAnswers answers, Place place, Hostile hostile) {
    String body = place.body().replace(AskedDocument.HERE, hostile.json());
    try {
      return Optional.of(answers.statements(place.document(), body, hostile.text()));
    } catch (InvalidQuestion e) {
      for (Fault fault : e.faults()) {
        boolean placed = fault.pointer().startsWith("/") || fault.code() == FaultCode.TOO_LARGE;
        if (!placed || fault.detail().isBlank()) {
          note(place, hostile, "is refused without a place or a reason: " + fault);
        }
      }
    } catch (RuntimeException e) {
      note(place, hostile, "fails: " + e + " at " + e.getStackTrace()[0]);
    }
    return Optional.empty();
  }

  private void note(Place place, Hostile hostile, String what) {
    if (wrong.size() < FAULTS_MAX) {
      wrong.add(
          "%s, %s with %s: %s"
              .formatted(
                  place.document().source(),
                  place.pointer(),
                  InjectionTexts.quoted(hostile.text()),
                  what.substring(0, Math.min(what.length(), FAULT_CHARACTERS_MAX))));
    }
  }

  private static List<SqlStatement> exported(String event, ExportFormat format) {
    Instant end = PlainAnswers.NOW;
    LocalDate day = LocalDate.ofInstant(end, ZoneOffset.UTC);
    return ANSWERS.export(
        new EventExport(
            new LocalRange(
                day.minusDays(1), day, ZoneOffset.UTC, end.minus(Duration.ofDays(1)), end),
            Optional.of(event),
            Optional.empty(),
            format));
  }

  private static Set<String> names(boolean hostile) {
    Set<String> names = new HashSet<>(Set.of(RequestFields.HARMLESS));
    DOCUMENTS.forEach(document -> names.addAll(document.texts()));
    if (hostile) {
      TEXTS.forEach(text -> names.addAll(text.forms()));
    }
    return names;
  }
}
