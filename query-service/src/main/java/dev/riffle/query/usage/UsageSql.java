package dev.riffle.query.usage;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.engine.ResultTable;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.PropertyReference;
import dev.riffle.query.sql.PredicateSql;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.PropertySql;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The statements of a feature usage question. Pure. */
final class UsageSql {
  private final UsagePlan plan;
  private final Watermark watermark;
  private final SqlFragment value;

  UsageSql(UsagePlan plan, Watermark watermark) {
    this.plan = plan;
    this.watermark = watermark;
    this.value =
        new PropertySql(
                new PropertyReference(plan.question().by(), PropertyOf.USER, PropertyMode.AT_EVENT))
            .stored();
  }

  /** Values by their active users, and one more than asked for if there is. Columns: value. */
  SqlStatement ranking() {
    return rows()
        .statement(
            value.then(" AS g, groupBitmap(uid) AS uniques"),
            sql("GROUP BY g\nORDER BY uniques DESC, g ASC\nLIMIT ")
                .then(SqlParameter.whole(plan.question().top() + 1L)));
  }

  /** The values that are told apart, of the ranking's result. */
  List<String> told(ResultTable ranking) {
    return ranking.rows().stream()
        .limit(plan.question().top())
        .map(row -> (String) row.getFirst())
        .toList();
  }

  /**
   * In one scan, which sets of values the persons had, of each event and of all, and how many
   * events there were of each value. A set is a number whose bit i says: with the value at place i
   * (1 is the first, 0 none of them). Columns: is of all events, is of events and not of persons,
   * event, set, persons; or events, whose set is one value.
   */
  SqlStatement uses(List<String> values) {
    return rows()
        .statement(
            "SELECT everything, of_events, event, toString(places),"
                + " if(of_events = 1, sum(events), count())",
            sql("grouping(event) AS everything, grouping(uid) AS of_events, event, uid, ")
                .then(place(values))
                .then(
                    " AS place, groupBitOr(bitShiftLeft(toUInt128(1), place)) AS places,"
                        + " count() AS events"),
            sql("GROUP BY GROUPING SETS ((event, uid), (uid), (event, place))"),
            sql("GROUP BY everything, of_events, event, places"));
  }

  /**
   * The persons behind a cell. Columns: uid.
   *
   * @param event who did it; whoever was active when empty
   * @param values stored forms; whatever they had when empty
   * @param others those with none of the values, instead of those with one
   */
  SqlStatement people(Optional<String> event, Optional<List<String>> values, boolean others) {
    ProjectRows.EventSelection people = rows();
    event.ifPresent(name -> people.and(sql("event = ").then(SqlParameter.text(name))));
    values.ifPresent(texts ->
        people.and(value.then(others ? " NOT IN " : " IN ").then(SqlParameter.texts(texts))));
    return people.statement(sql("DISTINCT uid"), sql("ORDER BY uid"));
  }

  private SqlFragment place(List<String> values) {
    List<Long> places = LongStream.rangeClosed(1, values.size()).boxed().toList();
    return sql("toUInt8(transform(")
        .then(value)
        .then(", ")
        .then(SqlParameter.texts(values))
        .then(", ")
        .then(SqlParameter.wholes(places))
        .then(", 0))");
  }

  private ProjectRows.EventSelection rows() {
    ProjectRows rows = new ProjectRows(plan.project());
    ProjectRows.EventSelection selection =
        rows.tracked(plan.range().start(), plan.range().end(), watermark);
    plan.question()
        .where()
        .map(new PredicateSql(rows, plan.range(), watermark)::of)
        .ifPresent(selection::and);
    return selection;
  }
}
