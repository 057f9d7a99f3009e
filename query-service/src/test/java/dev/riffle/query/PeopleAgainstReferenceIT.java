package dev.riffle.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.answer.Bucket;
import dev.riffle.query.answer.FeatureUsageAnswer;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.Line;
import dev.riffle.query.answer.SegmentSize;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.answer.SeriesAnswer;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.person.IdKind;
import dev.riffle.query.person.PeopleList;
import dev.riffle.query.person.PersonEntry;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.HistoryWriter;
import dev.riffle.query.reference.RandomHistory;
import dev.riffle.query.reference.RandomQuestion;
import dev.riffle.query.reference.ReferenceUsage;
import dev.riffle.query.reference.StoredSender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every count is the size of a list: for random questions about random histories, each number of
 * the answer against the persons that are listed for it, and these against loops over the events.
 * One seed again: {@code -Dseed=17}; more: {@code -Dseeds=500}.
 */
class PeopleAgainstReferenceIT {
  private static final int CELLS_MAX = 40;
  private static EngineForTests engine;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void everyCountIsTheSizeOfItsList() throws Exception {
    Long only = Long.getLong("seed");
    long first = only == null ? 1 : only;
    long last = only == null ? Long.getLong("seeds", 10) : only;
    List<History> histories = new ArrayList<>();
    for (long seed = first; seed <= last; seed++) {
      histories.add(RandomHistory.of(seed, (int) (seed - first) + 1, new SplittableRandom(seed)));
    }
    new HistoryWriter(engine.writer()).write(histories);
    long cells = 0;
    for (long seed = first; seed <= last; seed++) {
      cells += compare(seed, histories.get((int) (seed - first)));
    }
    System.out.printf("people: seeds %d to %d, %d lists compared%n", first, last, cells);
    assertThat(cells).isGreaterThan(last - first);
  }

  private static long compare(long seed, History history) {
    RandomQuestion questions = new RandomQuestion(seed, history, new SplittableRandom(~seed));
    Analyst analyst = analyst(history.catalog(true));
    long cells = segmentation("seed " + seed, history, questions.segmentation(), analyst);
    Optional<FeatureUsage> usage = questions.usage();
    return cells + (usage.isPresent() ? usage("seed " + seed, history, usage.get(), analyst) : 0);
  }

  private static long segmentation(
      String which, History history, Segmentation question, Analyst analyst) {
    SegmentationAnswer answer = analyst.answer(history.project(), question);
    List<Counted> counted = new ArrayList<>();
    counted.addAll(counted(question, answer.series(), answer.buckets(), answer.segments(), false));
    answer
        .comparedTo()
        .ifPresent(to ->
            counted.addAll(counted(question, to.series(), to.buckets(), to.segments(), true)));
    long compared = 0;
    Collections.shuffle(counted, new Random(which.hashCode()));
    for (Counted each : counted) {
      if (each.persons().isPresent() && compared < CELLS_MAX) {
        compared++;
        String as = which + " " + each.cell();
        PeopleList list = analyst.people(history.project(), each.cell(), answer.meta().asOf());
        assertThat(listed(list).size()).as(as).isEqualTo(each.persons().getAsLong());
      }
    }
    return compared;
  }

  private static List<Counted> counted(
      Segmentation question,
      List<SeriesAnswer> all,
      List<Bucket> buckets,
      List<SegmentSize> segments,
      boolean compared) {
    List<Counted> counted = new ArrayList<>();
    for (SeriesAnswer series : all) {
      Place place =
          new Place(question, series.letter().charAt(0) - 'A', series.segment(), compared);
      counted.addAll(place.of(Optional.empty(), series.line(), buckets));
      for (GroupAnswer group : series.groups()) {
        Cell.Group named =
            new Cell.Group(
                group.other(), group.values().stream().map(value -> value.value()).toList());
        counted.addAll(place.of(Optional.of(named), group.line(), buckets));
      }
    }
    segments.forEach(segment ->
        counted.add(
            new Counted(
                new Cell.OfSegmentation(
                    question,
                    Optional.empty(),
                    Optional.of(segment.name()),
                    Optional.empty(),
                    Optional.empty(),
                    compared),
                OptionalLong.of(segment.persons()))));
    return counted;
  }

  private static long usage(String which, History history, FeatureUsage question, Analyst analyst) {
    FeatureUsageAnswer answer = analyst.answer(history.project(), question);
    Instant newest =
        history.events().stream()
            .map(event -> event.received())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    ReferenceUsage reference =
        new ReferenceUsage(
            history,
            question,
            question.scope().asOfReceived().filter(newest::isAfter).orElse(newest));
    long compared = 0;
    for (FeatureUsageAnswer.Feature feature : answer.features().stream().limit(5).toList()) {
      Cell all =
          new Cell.OfUsage(
              question, Optional.of(feature.event()), Optional.empty(), Optional.empty());
      Listed listed = listed(analyst.people(history.project(), all, answer.meta().asOf()));
      Set<Integer> expected = reference.users(feature.event());
      assertThat(listed.size()).as(which + " " + all).isEqualTo(feature.users());
      expected.retainAll(stored(history));
      assertThat(listed.known()).as(which + " " + all).isEqualTo(expected);
      compared++;
      for (int i = 0; i < answer.segments().size(); i++) {
        FeatureUsageAnswer.UsageSegment segment = answer.segments().get(i);
        Cell cell =
            new Cell.OfUsage(
                question,
                Optional.of(feature.event()),
                segment.segment().isPresent() ? Optional.empty() : Optional.of(group(segment)),
                segment.segment());
        assertThat(listed(analyst.people(history.project(), cell, answer.meta().asOf())).size())
            .as(which + " " + cell)
            .isEqualTo(feature.cells().get(i).users());
        compared++;
      }
    }
    return compared;
  }

  private static Cell.Group group(FeatureUsageAnswer.UsageSegment value) {
    return new Cell.Group(value.other(), value.other() ? List.of() : List.of(value.value()));
  }

  /** Numbers of the persons whose rows have been written by now, and how many others there are. */
  private record Listed(Set<Integer> known, long unknown) {
    long size() {
      return known.size() + unknown;
    }
  }

  private static Set<Integer> stored(History history) {
    return history.senders().stream().map(StoredSender::number).collect(Collectors.toSet());
  }

  /** Page by page; nobody stands there twice, and the total is told beforehand. */
  private static Listed listed(PeopleList list) {
    Set<Integer> known = new HashSet<>();
    long unknown = 0;
    long seen = 0;
    OptionalLong after = OptionalLong.of(0);
    while (after.isPresent()) {
      PeopleList.Page page = list.page(after.getAsLong(), 20);
      for (PersonEntry person : page.persons()) {
        seen++;
        if (person.id().isEmpty()) {
          unknown++;
          continue;
        }
        int number = Integer.parseInt(person.id().get().substring("sender ".length()));
        assertThat(person.kind().orElseThrow())
            .isEqualTo(number % 2 == 0 ? IdKind.USER : IdKind.DEVICE);
        known.add(number);
      }
      after = page.last();
    }
    assertThat(known.size() + unknown).isEqualTo(seen);
    assertThat(list.answer(Optional.empty(), 2, false).total()).hasValue(seen);
    return new Listed(known, unknown);
  }

  private record Counted(Cell cell, OptionalLong persons) {}

  private record Place(
      Segmentation question, int series, Optional<String> segment, boolean compared) {
    List<Counted> of(Optional<Cell.Group> group, Line line, List<Bucket> buckets) {
      List<Counted> counted = new ArrayList<>();
      counted.add(new Counted(cell(Optional.empty(), group), line.total().uniques()));
      for (int i = 0; i < line.points().size(); i++) {
        Bucket bucket = buckets.get(i);
        if (bucket.start().isBefore(bucket.end())) {
          counted.add(
              new Counted(
                  cell(Optional.of(bucket.start().toInstant()), group),
                  line.points().get(i).uniques()));
        }
      }
      return counted;
    }

    private Cell cell(Optional<Instant> bucket, Optional<Cell.Group> group) {
      return new Cell.OfSegmentation(
          question, Optional.of(series), segment, bucket, group, compared);
    }
  }

  private static Analyst analyst(Catalog catalog) {
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
    return new Analyst(
        engine.reader(),
        catalogs,
        Instant::now,
        () -> UUID.randomUUID().toString(),
        EngineForTests.LIMITS,
        new ResultCache(16 << 20));
  }
}
