package dev.riffle.query.revenue;

import dev.riffle.query.answer.RevenueAnswer.RevenueDay;
import dev.riffle.query.statistics.Mean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one segment's statement returned. A day counts the persons for whom it is over, with what
 * they brought on it and before.
 */
final class RevenueCounts {
  private final int days;

  /** By the last day that is over, from -1. */
  private final long[] persons;

  /** By the last day that is over, from 0, and by day. */
  private final long[][] firstPayments;

  private final double[][] amounts;
  private final double[][] squares;
  private final double[][] least;
  private final double[][] greatest;

  /**
   * Reads the rows of {@link RevenueSql#counts}.
   *
   * @param days the last day that is told
   */
  RevenueCounts(int days, List<List<Object>> rows) {
    this.days = days;
    this.persons = new long[days + 2];
    this.firstPayments = new long[days + 1][days + 1];
    this.amounts = new double[days + 1][days + 1];
    this.squares = new double[days + 1][days + 1];
    this.least = new double[days + 1][days + 1];
    this.greatest = new double[days + 1][days + 1];
    for (List<Object> row : rows) {
      int over = Math.toIntExact((Long) row.get(0));
      persons[over + 1] += (Long) row.get(2);
      if (over >= 0) {
        int day = Math.toIntExact((Long) row.get(1));
        firstPayments[over][day] += (Long) row.get(3);
        amounts[over][day] += (Double) row.get(4);
        squares[over][day] += (Double) row.get(5);
        least[over][day] = Math.min(least[over][day], (Double) row.get(6));
        greatest[over][day] = Math.max(greatest[over][day], (Double) row.get(7));
      }
    }
  }

  /** Everybody, also before their first day is over. */
  long persons() {
    return Arrays.stream(persons).sum();
  }

  List<RevenueDay> days() {
    List<RevenueDay> told = new ArrayList<>();
    for (int day = 0; day <= days; day++) {
      long over = 0;
      long paying = 0;
      double revenue = 0;
      for (int last = day; last <= days; last++) {
        over += persons[last + 1];
        paying += Arrays.stream(firstPayments[last], 0, day + 1).sum();
        revenue += Arrays.stream(amounts[last], 0, day + 1).sum();
      }
      told.add(RevenueDay.of(day, over, paying, revenue));
    }
    return told;
  }

  /**
   * Of what each had brought by the end of each day. The least and the greatest are those of all
   * the days until then, which may be more than what is left of them.
   */
  List<Mean> means() {
    List<Mean> means = new ArrayList<>();
    for (RevenueDay day : days()) {
      double squared = 0;
      double lowest = 0;
      double highest = 0;
      for (int last = day.day(); last <= days; last++) {
        for (int on = 0; on <= day.day(); on++) {
          squared += squares[last][on];
          lowest = Math.min(lowest, least[last][on]);
          highest = Math.max(highest, greatest[last][on]);
        }
      }
      means.add(Mean.ofSums(day.persons(), day.revenue(), squared, lowest, highest));
    }
    return means;
  }
}
