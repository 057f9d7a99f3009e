package dev.riffle.query.segmentation;

import dev.riffle.query.answer.Comparisons;
import dev.riffle.query.answer.MeanComparisons;
import dev.riffle.query.answer.MeasureComparisons;
import dev.riffle.query.answer.SegmentSize;
import dev.riffle.query.answer.SeriesComparisons;
import dev.riffle.query.question.Series;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Mean;
import dev.riffle.query.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the segments of a segmentation differ from the first one: in the share of their active
 * persons that did it, and in measures that are a mean over persons. Pure.
 *
 * <p>Holm, over all series and segments of the answer: few were named, and each is decided upon. A
 * person in both segments counts on both sides, which makes the verdict more careful.
 */
final class SegmentComparisons {
  private final List<Series> events;
  private final List<SegmentSize> sizes;

  SegmentComparisons(List<Series> events, List<SegmentSize> sizes) {
    this.events = events;
    this.sizes = sizes;
  }

  /**
   * Compares.
   *
   * @param uniques over the whole range, of each event in each segment: in the order of the lines
   * @return nothing unless there are at least two segments
   */
  List<SeriesComparisons> of(List<Long> uniques) {
    if (sizes.size() < 2) {
      return List.of();
    }
    List<List<Comparisons.Named>> places = new ArrayList<>();
    for (int series = 0; series < events.size(); series++) {
      List<Comparisons.Named> rates = new ArrayList<>();
      for (int segment = 0; segment < sizes.size(); segment++) {
        rates.add(new Comparisons.Named(sizes.get(segment).name(), rate(uniques, series, segment)));
      }
      places.add(rates);
    }
    List<Comparisons> compared = Comparisons.together(places, Adjustment.HOLM);
    List<SeriesComparisons> answers = new ArrayList<>();
    for (int series = 0; series < events.size(); series++) {
      Comparisons of = compared.get(series);
      answers.add(
          new SeriesComparisons(
              letter(series),
              events.get(series).event(),
              of.baseline(),
              of.adjustment(),
              of.compared()));
    }
    return answers;
  }

  /**
   * Compares means over persons. A family of their own.
   *
   * @param measures keys of their numbers
   * @param ofLines of each event in each segment, in the order of the lines, that of each measure
   * @return nothing unless there are at least two segments
   */
  List<MeasureComparisons> ofMeans(List<String> measures, List<List<Mean>> ofLines) {
    if (sizes.size() < 2) {
      return List.of();
    }
    List<List<MeanComparisons.Named>> places = new ArrayList<>();
    for (int series = 0; series < events.size(); series++) {
      for (int measure = 0; measure < measures.size(); measure++) {
        List<MeanComparisons.Named> means = new ArrayList<>();
        for (int segment = 0; segment < sizes.size(); segment++) {
          Mean mean = ofLines.get(series * sizes.size() + segment).get(measure);
          means.add(new MeanComparisons.Named(sizes.get(segment).name(), mean));
        }
        places.add(means);
      }
    }
    List<MeanComparisons> compared = MeanComparisons.together(places, Adjustment.HOLM);
    List<MeasureComparisons> answers = new ArrayList<>();
    for (int place = 0; place < compared.size(); place++) {
      int series = place / measures.size();
      MeanComparisons of = compared.get(place);
      answers.add(
          new MeasureComparisons(
              letter(series),
              events.get(series).event(),
              measures.get(place % measures.size()),
              of.baseline(),
              of.adjustment(),
              of.compared()));
    }
    return answers;
  }

  private static String letter(int series) {
    return String.valueOf((char) ('A' + series));
  }

  private Proportion rate(List<Long> uniques, int series, int segment) {
    return new Proportion(
        sizes.get(segment).persons(), uniques.get(series * sizes.size() + segment));
  }
}
