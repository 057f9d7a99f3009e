package dev.riffle.query.segmentation;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.question.Aggregate;
import dev.riffle.query.question.Measure;
import dev.riffle.query.sql.PropertySql;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures as columns. A number that is not defined, such as the least of no values, is not a
 * number (NaN). Pure.
 */
final class MeasureSql {
  /** Columns of {@link #sums}. */
  static final int SUMS = 5;

  private MeasureSql() {}

  /**
   * Over events.
   *
   * @param place makes the names of this measure's values its own
   * @param counted which of the rows count, besides carrying the property
   */
  static SqlFragment ofEvents(Measure.OfProperty measure, int place, SqlFragment counted) {
    PropertySql property = new PropertySql(measure.reference());
    SqlFragment name = SqlFragment.numbered("x", place);
    if (measure.measure() == Aggregate.Plain.DISTINCT) {
      return aggregate(
          measure.measure(),
          property.stored().then(" AS ").then(name),
          name.then(" != ''").then(counted));
    }
    return aggregate(
        measure.measure(),
        property.numeric().then(" AS ").then(name),
        sql("isFinite(").then(name).then(")").then(counted));
  }

  /** The same for one person; not a number when the person has no values. */
  static SqlFragment ofPerson(Measure.OfProperty measure, int place) {
    SqlFragment value = ofEvents(measure, place, SqlFragment.empty());
    SqlFragment name = SqlFragment.numbered("x", place);
    return switch (measure.measure()) {
      case Aggregate.Plain.SUM ->
          sql("if(countIf(isFinite(").then(name).then(")) = 0, nan, ").then(value).then(")");
      case Aggregate.Plain.DISTINCT ->
          sql("if(countIf(").then(name).then(" != '') = 0, nan, ").then(value).then(")");
      case Aggregate.Plain.AVG -> value;
      case Aggregate.Plain.MIN -> value;
      case Aggregate.Plain.MAX -> value;
      case Aggregate.Plain.MEDIAN -> value;
      case Aggregate.Percentile _ -> value;
    };
  }

  /** Over rows that are one for each person, with {@code times} and the person's values. */
  static List<SqlFragment> overPersons(Measure measure, int place) {
    SqlFragment value = SqlFragment.numbered("v", place);
    return switch (measure) {
      case Measure.TotalsPerUser(Aggregate perUser, _) ->
          List.of(aggregate(perUser, sql("toFloat64(times)"), sql("true")));
      case Measure.PropertyPerUser(_, _, _, Aggregate perUser, _) ->
          List.of(aggregate(perUser, value, sql("isFinite(").then(value).then(")")));
      case Measure.Frequency(List<Integer> times) -> classes(times);
      case Measure.Count _, Measure.OfProperty _ ->
          throw new IllegalStateException("not over persons: " + measure);
    };
  }

  /**
   * What a mean over persons is made of, over rows as of {@link #overPersons}: how many persons,
   * the sum, the sum of the squares, the least and the greatest value.
   */
  static List<SqlFragment> sums(Measure measure, int place) {
    SqlFragment value =
        measure instanceof Measure.PropertyPerUser
            ? SqlFragment.numbered("v", place)
            : sql("toFloat64(times)");
    SqlFragment counted = sql(", isFinite(").then(value).then("))");
    return List.of(
        sql("countIf(isFinite(").then(value).then("))"),
        sql("sumKahanIf(").then(value).then(counted),
        sql("sumKahanIf(").then(value).then(" * ").then(value).then(counted),
        sql("minIf(").then(value).then(counted),
        sql("maxIf(").then(value).then(counted));
  }

  private static List<SqlFragment> classes(List<Integer> times) {
    List<SqlFragment> classes = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      SqlFragment from = sql("countIf(times >= ").then(SqlParameter.whole(times.get(i)));
      classes.add(
          i + 1 == times.size()
              ? from.then(")")
              : from.then(" AND times < ").then(SqlParameter.whole(times.get(i + 1))).then(")"));
    }
    return classes;
  }

  /** The value is rendered first, so that the condition can use a name that it gives. */
  private static SqlFragment aggregate(
      Aggregate aggregate, SqlFragment value, SqlFragment counted) {
    SqlFragment both = value.then(", ").then(counted).then(")");
    return switch (aggregate) {
      case Aggregate.Plain.SUM -> sql("sumKahanIf(").then(both);
      case Aggregate.Plain.AVG ->
          sql("sumKahanIf(").then(both).then(" / countIf(").then(counted).then(")");
      case Aggregate.Plain.MIN -> sql("ifNull(minOrNullIf(").then(both).then(", nan)");
      case Aggregate.Plain.MAX -> sql("ifNull(maxOrNullIf(").then(both).then(", nan)");
      case Aggregate.Plain.DISTINCT -> sql("toFloat64(uniqExactIf(").then(both).then(")");
      case Aggregate.Plain.MEDIAN -> sql("quantileExactInclusiveIf(0.5)(").then(both);
      case Aggregate.Percentile percentile ->
          sql("quantileExactInclusiveIf(")
              .then(SqlParameter.number(percentile.level()))
              .then(")(")
              .then(both);
    };
  }
}
