package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.answer.Bucket;
import dev.riffle.query.answer.RetentionAnswer;
import dev.riffle.query.answer.RetentionAnswer.CohortRow;
import dev.riffle.query.answer.RetentionAnswer.RetentionGroup;
import dev.riffle.query.answer.RetentionAnswer.RetentionLine;
import dev.riffle.query.answer.RetentionAnswer.RetentionTable;
import dev.riffle.query.answer.RetentionAnswer.ReturnCell;
import dev.riffle.query.answer.RetentionAnswer.ReturnRate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reply of {@code /api/2/retention}. */
record RetentionReply(Data data) {

  /** A grid for each segment, or for each group of it. */
  record Data(List<Grid> series, List<Place> seriesMeta) {}

  /**
   * Cohorts by intervals. Of every list the first entry is the cohort itself, the next interval or
   * bracket 0, and so on.
   *
   * @param dates newest first, such as {@code Aug 15}
   * @param values by these dates
   * @param combined all cohorts that have finished the interval
   */
  record Grid(List<String> dates, Map<String, List<Cell>> values, List<Combined> combined) {}

  /** How many of a cohort came back; {@code incomplete} when more still may. */
  record Cell(long count, long outof, boolean incomplete) {}

  /** How many of all cohorts; {@code incomplete} when one has not finished and is left out. */
  record Combined(long count, long outof, @Nullable String retainedSetId, boolean incomplete) {}

  /** Where a grid comes from; {@code groupValue} is absent without groups. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Place(int segmentIndex, int eventIndex, Optional<String> groupValue) {}

  static RetentionReply of(RetentionAnswer answer) {
    List<Grid> grids = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    List<LocalDate> dates = answer.cohorts().stream().map(Bucket::date).toList();
    for (int i = 0; i < answer.lines().size(); i++) {
      RetentionLine line = answer.lines().get(i);
      if (line.groups().isEmpty()) {
        grids.add(grid(dates, line.all()));
        places.add(new Place(i, 0, Optional.empty()));
      }
      for (RetentionGroup group : line.groups()) {
        // Amplitude tells the top groups only
        if (!group.other()) {
          grids.add(grid(dates, group.table()));
          places.add(new Place(i, 0, Optional.of(group.label())));
        }
      }
    }
    return new RetentionReply(new Data(grids, places));
  }

  private static Grid grid(List<LocalDate> dates, RetentionTable table) {
    Function<LocalDate, String> label = DayLabel.telling(dates);
    Map<String, List<Cell>> values = new LinkedHashMap<>();
    for (int i = 0; i < dates.size(); i++) {
      values.put(label.apply(dates.get(i)), cells(table.cohorts().get(i)));
    }
    return new Grid(dates.reversed().stream().map(label).toList(), values, combined(table));
  }

  private static List<Cell> cells(CohortRow cohort) {
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell(cohort.persons(), cohort.persons(), false));
    for (ReturnCell cell : cohort.cells()) {
      cells.add(new Cell(cell.returned(), cohort.persons(), !cell.finished()));
    }
    return cells;
  }

  private static List<Combined> combined(RetentionTable table) {
    List<Combined> combined = new ArrayList<>();
    combined.add(new Combined(table.persons(), table.persons(), null, false));
    for (int i = 0; i < table.overall().size(); i++) {
      int interval = i;
      ReturnRate rate = table.overall().get(i);
      boolean incomplete =
          table.cohorts().stream().anyMatch(row -> !row.cells().get(interval).finished());
      combined.add(new Combined(rate.returned(), rate.persons(), null, incomplete));
    }
    return combined;
  }
}
