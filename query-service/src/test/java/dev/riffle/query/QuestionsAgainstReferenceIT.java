package dev.riffle.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.answer.ComparedPeriod;
import dev.riffle.query.answer.FeatureUsageAnswer;
import dev.riffle.query.answer.MeanComparisons;
import dev.riffle.query.answer.MeanComparisons.Named;
import dev.riffle.query.answer.MeasureComparisons;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.question.Aggregate;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.Measure;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.reference.History;
import dev.riffle.query.reference.HistoryWriter;
import dev.riffle.query.reference.RandomHistory;
import dev.riffle.query.reference.RandomQuestion;
import dev.riffle.query.reference.ReferenceEarlier;
import dev.riffle.query.reference.ReferenceSegmentation;
import dev.riffle.query.reference.ReferenceUsage;
import dev.riffle.query.statistics.Adjustment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random questions about random histories: the engine and the loops must say the same. One seed
 * again: {@code -Dseed=17}; more of them: {@code -Dseeds=2000}.
 */
class QuestionsAgainstReferenceIT {
  private static final int QUESTIONS_EACH = 4;
  private static EngineForTests engine;
  private static int means;

  /** For others who ask the same on an engine of theirs. */
  static void on(EngineForTests theirs) {
    engine = theirs;
  }

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void engineAndLoopsAgree() throws Exception {
    Long only = Long.getLong("seed");
    long first = only == null ? 1 : only;
    long last = only == null ? Long.getLong("seeds", 30) : only;
    List<History> histories = new ArrayList<>();
    for (long seed = first; seed <= last; seed++) {
      histories.add(RandomHistory.of(seed, project(seed, first), new SplittableRandom(seed)));
    }
    new HistoryWriter(engine.writer()).write(histories);

    for (long seed = first; seed <= last; seed++) {
      compare(seed, histories.get((int) (seed - first)));
    }
    assertThat(means).as("means of segments").isPositive();
  }

  private static int project(long seed, long first) {
    return (int) (seed - first) + 1;
  }

  private static void compare(long seed, History history) {
    RandomGenerator random = new SplittableRandom(~seed);
    RandomQuestion questions = new RandomQuestion(seed, history, random);
    for (int i = 0; i < QUESTIONS_EACH; i++) {
      Analyst analyst = analyst(history.catalog(random.nextBoolean()));
      compare("seed " + seed + " question " + i, history, questions.segmentation(), analyst);
      questions
          .usage()
          .ifPresent(usage -> compare("seed " + seed + " usage", history, usage, analyst));
    }
  }

  private static void compare(
      String which, History history, Segmentation question, Analyst analyst) {
    Instant asOf = watermark(history, question.scope().asOfReceived());
    ReferenceSegmentation reference = new ReferenceSegmentation(history, question, asOf);
    ReferenceSegmentation.Expected expected = reference.answer();

    SegmentationAnswer answer = analyst.answer(history.project(), question);

    String as = which + ": " + question;
    assertThat(answer.buckets()).extracting("date").as(as).isEqualTo(expected.dates());
    assertThat(answer.series()).as(as).isEqualTo(expected.series());
    assertThat(answer.formulas()).as(as).isEqualTo(expected.formulas());
    assertThat(answer.segments()).as(as).isEqualTo(expected.segments());
    assertThat(answer.overlaps()).as(as).isEqualTo(expected.overlaps());
    assertThat(answer.comparisons())
        .as(as)
        .hasSize(question.segments().size() < 2 ? 0 : question.events().size())
        .allSatisfy(one -> assertThat(one.compared()).hasSize(question.segments().size() - 1));
    compareMeans(as, question, answer, reference);
    assertThat(answer.meta().pendingCorrections()).as(as).isEqualTo(history.pendingCorrections());
    assertThat(answer.comparedTo().isPresent()).isEqualTo(question.compareTo().isPresent());
    answer.comparedTo().ifPresent(to -> compareEarlier(as, history, question, to, reference));
  }

  private static void compareMeans(
      String as,
      Segmentation question,
      SegmentationAnswer answer,
      ReferenceSegmentation reference) {
    List<MeasureComparisons> expected = new ArrayList<>();
    for (int series = 0; series < question.events().size(); series++) {
      int index = series;
      for (Measure measure : question.measures()) {
        if (!isMean(measure)) {
          continue;
        }
        List<Named> means =
            question.segments().stream()
                .map(segment -> new Named(segment.name(), reference.mean(index, segment, measure)))
                .toList();
        if (means.size() > 1) {
          MeanComparisons of = MeanComparisons.together(List.of(means), Adjustment.HOLM).getFirst();
          String event = question.events().get(series).event();
          String letter = String.valueOf((char) ('A' + series));
          expected.add(
              new MeasureComparisons(
                  letter, event, measure.key(), of.baseline(), of.adjustment(), of.compared()));
        }
      }
    }
    // histories are too small for a verdict: what is compared are the numbers
    assertThat(answer.meanComparisons())
        .as(as)
        .usingRecursiveComparison()
        .withComparatorForType(QuestionsAgainstReferenceIT::nearly, Double.class)
        .isEqualTo(expected);
    means += expected.size();
  }

  private static boolean isMean(Measure measure) {
    return measure == Measure.Count.AVERAGE
        || (measure instanceof Measure.TotalsPerUser(Aggregate totals, _)
            && totals == Aggregate.Plain.AVG)
        || (measure instanceof Measure.PropertyPerUser of && of.perUser() == Aggregate.Plain.AVG);
  }

  private static int nearly(double one, double other) {
    return Math.abs(one - other) <= 1e-7 * Math.max(1, Math.abs(one))
        ? 0
        : Double.compare(one, other);
  }

  static void compare(
      String which, History history, Segmentation question, RandomGenerator random) {
    compare(which, history, question, analyst(history.catalog(random.nextBoolean())));
  }

  static void compare(
      String which, History history, FeatureUsage question, RandomGenerator random) {
    compare(which, history, question, analyst(history.catalog(random.nextBoolean())));
  }

  private static void compareEarlier(
      String as,
      History history,
      Segmentation question,
      ComparedPeriod answer,
      ReferenceSegmentation later) {
    Instant asOf = watermark(history, question.scope().asOfReceived());
    ReferenceEarlier earlier = new ReferenceEarlier(question, question.compareTo().orElseThrow());
    ReferenceSegmentation.Expected expected =
        new ReferenceSegmentation(history, earlier.question(), asOf, Optional.of(later)).answer();

    assertThat(answer.buckets()).extracting("date").as(as).isEqualTo(expected.dates());
    assertThat(answer.series()).as(as).isEqualTo(expected.series());
    assertThat(answer.formulas()).as(as).isEqualTo(expected.formulas());
    assertThat(answer.segments()).as(as).isEqualTo(expected.segments());
    assertThat(answer.overlaps()).as(as).isEqualTo(expected.overlaps());
    assertThat(answer.pairs())
        .as(as)
        .isEqualTo(
            earlier.pairs(
                question.scope().timeZone().orElse(history.project().zone()),
                history.project().weekStart()));
  }

  private static void compare(
      String which, History history, FeatureUsage question, Analyst analyst) {
    ReferenceUsage.Expected expected =
        new ReferenceUsage(history, question, watermark(history, question.scope().asOfReceived()))
            .answer();

    FeatureUsageAnswer answer = analyst.answer(history.project(), question);

    String as = which + ": " + question;
    assertThat(answer.activeUsers()).as(as).isEqualTo(expected.activeUsers());
    assertThat(answer.segments()).as(as).isEqualTo(expected.segments());
    assertThat(answer.features()).as(as).isEqualTo(expected.features());
  }

  private static Instant watermark(History history, Optional<Instant> asked) {
    Instant newest =
        history.events().stream()
            .map(event -> event.received())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return asked.filter(newest::isAfter).orElse(newest);
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
