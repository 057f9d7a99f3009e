package dev.riffle.query.funnel;

import dev.riffle.query.answer.FunnelAnswer.StepTimes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the statement about times returned. */
final class FunnelTimes {
  static final FunnelTimes NONE = new FunnelTimes(List.of());

  private final Map<String, List<Object>> groups = new HashMap<>();
  private Optional<List<Object>> all = Optional.empty();

  FunnelTimes(List<List<Object>> rows) {
    for (List<Object> row : rows) {
      if ((Long) row.get(0) == 1) {
        all = Optional.of(row);
      } else {
        groups.put((String) row.get(1), row);
      }
    }
  }

  /** Over all paths, of the step with this place from 0; empty when nobody reached it. */
  Optional<StepTimes> all(int step) {
    return all.flatMap(row -> times(row, step));
  }

  /** The same of one group. */
  Optional<StepTimes> of(String group, int step) {
    return Optional.ofNullable(groups.get(group)).flatMap(row -> times(row, step));
  }

  private static Optional<StepTimes> times(List<Object> row, int step) {
    if (step == 0) {
      return Optional.empty();
    }
    List<Double> sincePrevious = numbers(row.get(2 * step));
    List<Double> sinceFirst = numbers(row.get(2 * step + 1));
    return sincePrevious.stream().anyMatch(time -> time.isNaN())
        ? Optional.empty()
        : Optional.of(new StepTimes(sincePrevious, sinceFirst));
  }

  private static List<Double> numbers(Object column) {
    return ((List<?>) column).stream().map(Double.class::cast).toList();
  }
}
