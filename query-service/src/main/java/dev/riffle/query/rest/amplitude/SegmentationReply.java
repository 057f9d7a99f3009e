package dev.riffle.query.rest.amplitude;

import dev.riffle.query.answer.Bucket;
import dev.riffle.query.answer.FormulaAnswer;
import dev.riffle.query.answer.GroupAnswer;
import dev.riffle.query.answer.Line;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.answer.SeriesAnswer;
import dev.riffle.query.answer.Values;
import dev.riffle.query.question.Interval;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reply of {@code /api/2/events/segmentation}. */
record SegmentationReply(Data data) {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final String OF_FORMULA = "value";

  /**
   * Its numbers. What is undefined, such as the average of nobody, is 0, as with Amplitude.
   *
   * @param series for each label, one number for each of {@code xValues}
   * @param seriesLabels what each line is: its group, else its event; the event and the segment
   *     before it where there are several
   * @param seriesMeta places of each line's segment and event in the request, from 0
   * @param seriesCollapsed for each label, the number of the whole range
   */
  record Data(
      List<List<Double>> series,
      List<String> seriesLabels,
      List<Place> seriesMeta,
      List<List<Value>> seriesCollapsed,
      List<String> xValues) {}

  /** Where a line comes from. */
  record Place(int segmentIndex, int eventIndex) {}

  /** One number. */
  record Value(double value) {}

  /** A line with its label. */
  private record Drawn(String label, Place place, Line line) {}

  /** What series and formulas have in common. */
  private record Lines(String name, Optional<String> segment, Line line, List<GroupAnswer> groups) {
    static Lines of(SeriesAnswer series) {
      return new Lines(series.event(), series.segment(), series.line(), series.groups());
    }

    static Lines of(FormulaAnswer formula) {
      return new Lines(formula.name(), formula.segment(), formula.line(), formula.groups());
    }
  }

  /**
   * Of an answer.
   *
   * @param key of the measure; empty for the formula
   */
  static SegmentationReply of(SegmentationAnswer answer, Optional<String> key) {
    List<Lines> all =
        key.isEmpty()
            ? answer.formulas().stream().map(Lines::of).toList()
            : answer.series().stream().map(Lines::of).toList();
    int segments = Math.max(1, answer.segments().size());
    boolean severalEvents = all.size() > segments;
    List<Drawn> drawn = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Lines lines = all.get(i);
      Place place = new Place(i % segments, i / segments);
      Optional<String> segment = lines.segment().filter(_ -> segments > 1);
      if (lines.groups().isEmpty()) {
        drawn.add(new Drawn(label(lines.name(), segment, Optional.empty()), place, lines.line()));
      }
      for (GroupAnswer group : lines.groups()) {
        // Amplitude tells the top groups only
        if (!group.other()) {
          String label =
              severalEvents
                  ? label(lines.name(), segment, Optional.of(group.label()))
                  : group.label();
          drawn.add(new Drawn(label, place, group.line()));
        }
      }
    }
    return new SegmentationReply(data(answer, drawn, key.orElse(OF_FORMULA)));
  }

  private static Data data(SegmentationAnswer answer, List<Drawn> lines, String key) {
    return new Data(
        lines.stream()
            .map(each -> each.line().points().stream().map(point -> number(point, key)).toList())
            .toList(),
        lines.stream().map(Drawn::label).toList(),
        lines.stream().map(Drawn::place).toList(),
        lines.stream().map(each -> List.of(new Value(number(each.line().total(), key)))).toList(),
        answer.buckets().stream().map(bucket -> time(bucket, answer.interval())).toList());
  }

  private static String label(String name, Optional<String> segment, Optional<String> group) {
    return Stream.of(Optional.of(name), segment, group)
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static double number(Values values, String key) {
    return switch (key) {
      case "uniques" -> whole(values.uniques());
      case "totals" -> whole(values.totals());
      case "average" -> fraction(values.average());
      case "activePercent" -> fraction(values.activePercent());
      default -> values.others().getOrDefault(key, 0d);
    };
  }

  private static double whole(OptionalLong number) {
    return number.orElse(0);
  }

  private static double fraction(OptionalDouble number) {
    return number.orElse(0);
  }

  private static String time(Bucket bucket, Interval interval) {
    return interval == Interval.HOUR ? HOUR.format(bucket.start()) : bucket.date().toString();
  }
}
