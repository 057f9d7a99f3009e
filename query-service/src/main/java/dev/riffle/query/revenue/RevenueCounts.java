package dev.riffle.query.revenue;

import dev.riffle.query.answer.RevenueAnswer.RevenueDay;
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
    for (List<Object> row : rows) {
      int over = Math.toIntExact((Long) row.get(0));
      persons[over + 1] += (Long) row.get(2);
      if (over >= 0) {
        int day = Math.toIntExact((Long) row.get(1));
        firstPayments[over][day] += (Long) row.get(3);
        amounts[over][day] += (Double) row.get(4);
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
}
