package dev.riffle.query.usage;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.engine.ResultTable;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.PropertyReference;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.PredicateSql;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.PropertySql;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The statements of a feature usage question. Pure. */
final class UsageSql {
  private final UsagePlan plan;
  private final Watermark watermark;
  private final ProjectRows rows;
  private final PredicateSql predicates;

  UsageSql(UsagePlan plan, Watermark watermark) {
    this.plan = plan;
    this.watermark = watermark;
    this.rows = new ProjectRows(plan.project());
    this.predicates = new PredicateSql(rows, plan.range(), watermark);
  }

  /**
   * Values by their active users, and one more than asked for if there is. Columns: value.
   *
   * @param by the user property
   */
  SqlStatement ranking(String by) {
    return events()
        .statement(
            value(by).then(" AS g, groupBitmap(uid) AS uniques"),
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
   * In one scan, which sets of places the persons had, of each event and of all, and how many
   * events there were at each place; {@link UsageColumns} says what a set means. Columns: is of all
   * events, is of events and not of persons, event, set, persons; or events, whose set is that of
   * one place.
   */
  SqlStatement uses(UsageColumns columns) {
    return events()
        .statement(
            "SELECT everything, of_events, event, toString(places),"
                + " if(of_events = 1, sum(events), count())",
            sql("grouping(event) AS everything, grouping(uid) AS of_events, event, uid, ")
                .then(place(columns))
                .then(" AS place, groupBitOr(")
                .then(bits(columns))
                .then(") AS places, count() AS events"),
            sql("GROUP BY GROUPING SETS ((event, uid), (uid), (event, place))"),
            sql("GROUP BY everything, of_events, event, places"));
  }

  /**
   * The persons behind a cell. Columns: uid.
   *
   * @param event who did it; whoever was active when empty
   * @param column what the event must meet
   */
  SqlStatement people(Optional<String> event, Optional<SqlFragment> column) {
    ProjectRows.EventSelection people = events();
    event.ifPresent(name -> people.and(sql("event = ").then(SqlParameter.text(name))));
    column.ifPresent(people::and);
    return people.statement(sql("DISTINCT uid"), sql("ORDER BY uid"));
  }

  /** With one of the values, or, {@code others}, with none of them. */
  SqlFragment hasValue(String by, List<String> values, boolean others) {
    return value(by).then(others ? " NOT IN " : " IN ").then(SqlParameter.texts(values));
  }

  /** What a named segment says. */
  SqlFragment meets(Segment segment) {
    return segment.where().map(predicates::of).orElseGet(() -> sql("true"));
  }

  private static SqlFragment value(String by) {
    return new PropertySql(new PropertyReference(by, PropertyOf.USER, PropertyMode.AT_EVENT))
        .stored();
  }

  /** Of values their number; of segments a number with a bit for each that the event meets. */
  private SqlFragment place(UsageColumns columns) {
    return switch (columns) {
      case UsageColumns.OfValues(List<String> values) ->
          sql("toUInt8(transform(")
              .then(value(plan.question().by().orElseThrow()))
              .then(", ")
              .then(SqlParameter.texts(values))
              .then(", ")
              .then(SqlParameter.wholes(LongStream.range(0, values.size()).boxed().toList()))
              .then(", ")
              .then(SqlParameter.whole(values.size()))
              .then("))");
      case UsageColumns.OfSegments _ -> {
        List<SqlFragment> bits = new ArrayList<>();
        for (Segment segment : plan.question().segments()) {
          bits.add(
              sql("if(")
                  .then(meets(segment))
                  .then(", ")
                  .then(SqlParameter.whole(1L << bits.size()))
                  .then(", 0)"));
        }
        yield sql("toUInt64(").then(SqlFragment.joined(bits, " + ")).then(")");
      }
    };
  }

  private static SqlFragment bits(UsageColumns columns) {
    return switch (columns) {
      case UsageColumns.OfValues _ -> sql("bitShiftLeft(toUInt128(1), place)");
      case UsageColumns.OfSegments(List<String> names) ->
          sql("bitOr(toUInt128(place), bitShiftLeft(toUInt128(bitXor(place, toUInt64(")
              .then(SqlParameter.whole((1L << names.size()) - 1))
              .then("))), 64))");
    };
  }

  private ProjectRows.EventSelection events() {
    ProjectRows.EventSelection selection =
        rows.tracked(plan.range().start(), plan.range().end(), watermark);
    plan.question().where().map(predicates::of).ifPresent(selection::and);
    return selection;
  }
}
