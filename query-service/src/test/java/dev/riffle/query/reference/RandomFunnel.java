package dev.riffle.query.reference;

import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.question.Attribution;
import dev.riffle.query.question.ConversionWindow;
import dev.riffle.query.question.Exclusion;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.FunnelBreakdown;
import dev.riffle.query.question.FunnelCounting;
import dev.riffle.query.question.FunnelEntry;
import dev.riffle.query.question.GroupBy;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Series;
import dev.riffle.query.question.StepOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Valid funnels about a random history, over every field. */
public final class RandomFunnel {
  private final RandomGenerator random;
  private final RandomQuestion questions;

  public RandomFunnel(long seed, History history, RandomGenerator random) {
    this.random = random;
    this.questions = new RandomQuestion(seed, history, random);
  }

  public Funnel funnel() {
    boolean plain = random.nextInt(4) == 0;
    StepOrder order = plain ? StepOrder.THIS : questions.one(Arrays.asList(StepOrder.values()));
    List<Series> steps = steps(plain || order == StepOrder.ANY);
    List<Exclusion> exclusions =
        plain || order != StepOrder.THIS ? List.of() : exclusions(steps.size());
    List<GroupBy> hold = new ArrayList<>();
    for (int i = 0; !plain && i < Math.max(0, random.nextInt(6) - 3); i++) {
      Catalog.Key key = questions.one(questions.properties());
      hold.add(new GroupBy(key.name(), key.of(), PropertyMode.AT_EVENT));
    }
    FunnelCounting counting =
        plain || random.nextInt(3) > 0 ? FunnelCounting.UNIQUES : FunnelCounting.TOTALS;
    return new Funnel(
        steps,
        order,
        window(),
        counting == FunnelCounting.TOTALS || plain || random.nextBoolean()
            ? FunnelEntry.BEST
            : FunnelEntry.FIRST,
        counting,
        questions.scope(
            questions.middle().minusDays(random.nextInt(9)),
            questions.middle().plusDays(random.nextInt(9))),
        questions.maybe(4, () -> questions.predicate(2)),
        segments(),
        exclusions,
        !exclusions.isEmpty() && random.nextInt(3) == 0,
        hold.stream().distinct().toList(),
        plain ? Optional.empty() : breakdown(steps.size()),
        1 + random.nextInt(4),
        plain || random.nextBoolean() ? Interval.NONE : questions.one(List.of(Interval.values())),
        plain || random.nextBoolean() ? List.of() : List.of(50.0, 90.0, 33.3));
  }

  private List<Series> steps(boolean different) {
    List<String> names = questions.events();
    int count = 2 + random.nextInt(different ? Math.max(1, names.size() - 1) : 4);
    List<String> chosen = different ? RandomHistory.some(names, count, random) : new ArrayList<>();
    while (chosen.size() < count && !different) {
      chosen.add(questions.one(names));
    }
    return chosen.stream()
        .map(name -> new Series(name, questions.maybe(4, () -> questions.predicate(1))))
        .toList();
  }

  private ConversionWindow window() {
    return questions.one(
        List.of(
            new ConversionWindow(1, ConversionWindow.Unit.SECONDS),
            new ConversionWindow(60, ConversionWindow.Unit.MINUTES),
            new ConversionWindow(12, ConversionWindow.Unit.HOURS),
            new ConversionWindow(2, ConversionWindow.Unit.DAYS),
            new ConversionWindow(9, ConversionWindow.Unit.DAYS),
            new ConversionWindow(4, ConversionWindow.Unit.WEEKS)));
  }

  private List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < Math.max(0, random.nextInt(5) - 2); i++) {
      segments.add(new Segment("segment " + i, questions.maybe(2, () -> questions.predicate(1))));
    }
    return segments;
  }

  private List<Exclusion> exclusions(int steps) {
    List<Exclusion> exclusions = new ArrayList<>();
    for (int i = 0; i < Math.max(0, random.nextInt(4) - 1); i++) {
      int after = 1 + random.nextInt(steps - 1);
      int before = after + 1 + random.nextInt(steps - after);
      exclusions.add(
          new Exclusion(
              questions.one(questions.events()),
              questions.maybe(2, () -> questions.predicate(1)),
              questions.maybe(2, () -> after),
              questions.maybe(2, () -> before).filter(_ -> true)));
    }
    return exclusions;
  }

  private Optional<FunnelBreakdown> breakdown(int steps) {
    return questions.maybe(
        2,
        () -> {
          Attribution attribution = questions.one(Arrays.asList(Attribution.values()));
          int step = attribution == Attribution.STEP ? 1 + random.nextInt(steps) : 1;
          return new FunnelBreakdown(questions.breakdown(0), attribution, step);
        });
  }
}
