package dev.riffle.query.paths;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.Watermark;
import dev.riffle.query.question.PathDirection;
import dev.riffle.query.question.Paths;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.PredicateSql;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The statements of a question about paths. Pure. */
final class PathsSql {
  /** Stands for all other events; none is stored under this name. */
  static final String OTHER = "\u0001other";

  /** Stands for the end of a path. */
  static final String END = "\u0001end";

  private final PathsPlan plan;
  private final Watermark watermark;
  private final ProjectRows rows;
  private final PredicateSql predicates;
  private final Optional<Segment> segment;

  /** Of everybody. */
  PathsSql(PathsPlan plan, Watermark watermark) {
    this(plan, watermark, Optional.empty());
  }

  /** Of those whose anchor meets what the segment says. */
  PathsSql(PathsPlan plan, Watermark watermark, Optional<Segment> segment) {
    this.plan = plan;
    this.segment = segment;
    this.watermark = watermark;
    this.rows = new ProjectRows(plan.project());
    this.predicates = new PredicateSql(rows, plan.range(), watermark);
  }

  /** The most frequent events at each step. Columns: step from 1, event, persons. */
  SqlStatement tops() {
    return statement(path ->
        sql("SELECT toInt64(step), event, count() AS persons\nFROM (\n")
            .then(path)
            .then("\n) ARRAY JOIN path AS event, arrayEnumerate(path) AS step\n")
            .then("GROUP BY step, event\nORDER BY step, persons DESC, event\nLIMIT ")
            .then(SqlParameter.whole(plan.question().top()))
            .then(" BY step"));
  }

  /**
   * How many persons went from which event to which. Columns: step of the second one from 1, the
   * first, the second, persons. The first of step 1 is the anchor.
   *
   * @param tops events that are told apart, for each step
   */
  SqlStatement links(List<List<String>> tops) {
    return statement(path ->
        sql("SELECT toInt64(step), link.1 AS source, link.2 AS target, count()\nFROM (\n")
            .then("SELECT arrayZip(arrayPushFront(arrayPopBack(told), ")
            .then(SqlParameter.text(plan.question().anchor().event()))
            .then("), told) AS links\nFROM (\n")
            .then(told(path, tops))
            .then("\n)\n) ARRAY JOIN links AS link, arrayEnumerate(links) AS step\n")
            .then("GROUP BY step, source, target\nORDER BY step, source, target"));
  }

  /** All persons with an anchor in the range. Columns: uid. */
  SqlStatement people() {
    return statement(path -> sql("SELECT uid\nFROM (\n").then(path).then("\n)\nORDER BY uid"));
  }

  /** The persons behind a link, or behind a node. Columns: uid. */
  SqlStatement people(PathsLink link, List<List<String>> tops) {
    return statement(path -> {
      SqlFragment people =
          sql("SELECT uid\nFROM (\n")
              .then(told(path, tops))
              .then("\n)\nWHERE told[")
              .then(SqlParameter.whole(link.step()))
              .then("] = ")
              .then(SqlParameter.text(link.to()));
      SqlFragment source =
          link.from()
              .map(from ->
                  sql(" AND told[")
                      .then(SqlParameter.whole(link.step() - 1L))
                      .then("] = ")
                      .then(SqlParameter.text(from)))
              .orElse(SqlFragment.empty());
      return people.then(source).then("\nORDER BY uid");
    });
  }

  /** {@code uid, told}: a path with others as one, and its end when it ends early. */
  private SqlFragment told(SqlFragment path, List<List<String>> tops) {
    return sql("SELECT uid, arrayMap((event, top) -> if(has(top, event), event, '\\x01other'),"
            + " path,")
        .then(" arraySlice(")
        .then(SqlParameter.textLists(tops))
        .then(", 1, length(path))) AS known, if(length(path) < ")
        .then(SqlParameter.whole(plan.question().depth()))
        .then(", arrayPushBack(known, '\\x01end'), known) AS told\nFROM (\n")
        .then(path)
        .then("\n)");
  }

  /** {@code uid, path} of each person with an anchor: names of the events after it, or before. */
  private SqlStatement statement(UnaryOperator<SqlFragment> around) {
    Paths question = plan.question();
    ProjectRows.EventSelection selection = rows.tracked(plan.start(), plan.end(), watermark);
    question.where().map(predicates::of).ifPresent(selection::and);
    if (!question.exclude().isEmpty()) {
      selection.and(sql("event NOT IN ").then(SqlParameter.texts(question.exclude())));
    }
    return selection.statement(
        sql("uid, toUnixTimestamp64Milli(ts) AS ms, toString(event) AS name, session_id, ")
            .then(isAnchor())
            .then(" AS anchor"),
        events -> around.apply(path(around(events))));
  }

  private SqlFragment isAnchor() {
    SqlFragment anchor =
        sql("event = ")
            .then(SqlParameter.text(plan.question().anchor().event()))
            .then(" AND ts >= fromUnixTimestamp64Milli(")
            .then(SqlParameter.milliseconds(plan.range().start()))
            .then(", 'UTC') AND ts < fromUnixTimestamp64Milli(")
            .then(SqlParameter.milliseconds(plan.range().end()))
            .then(", 'UTC')");
    return Stream.of(plan.question().anchor().where(), segment.flatMap(Segment::where))
        .flatMap(Optional::stream)
        .reduce(
            anchor, (sql, where) -> sql.then(" AND ").then(predicates.of(where)), SqlFragment::then)
        .bracketed();
  }

  /** {@code uid, events}: the person's first anchor, and what comes after it or before. */
  private SqlFragment around(SqlFragment events) {
    boolean after = plan.question().direction() == PathDirection.AFTER;
    SqlFragment all =
        sql("SELECT uid, arraySort(groupArray((ms, name, session_id, anchor))) AS life,")
            .then(" arrayFirstIndex(e -> e.4, life) AS place\nFROM (\n")
            .then(events)
            .then("\n) GROUP BY uid HAVING place > 0");
    return sql(after
            ? "SELECT uid, arraySlice(life, place) AS reached"
            : "SELECT uid, arrayReverse(arraySlice(life, 1, place)) AS reached")
        .then(", arrayFilter(e -> abs(e.1 - reached[1].1) <= ")
        .then(SqlParameter.whole(plan.reach().toMillis()))
        .then(", reached) AS events\nFROM (\n")
        .then(all)
        .then("\n)");
  }

  private SqlFragment path(SqlFragment around) {
    SqlFragment followed = around;
    if (plan.followsSession()) {
      followed =
          sql("SELECT uid, arrayFilter((e, session) -> session = 0, events, arrayCumSum(")
              .then("arrayMap((e, before) -> if(e.3 != '' AND before.3 != '', e.3 != before.3,")
              .then(" abs(e.1 - before.1) > ")
              .then(SqlParameter.whole(PathsPlan.SESSION_GAP.toMillis()))
              .then("), events, arrayPushFront(arrayPopBack(events), events[1])))) AS events")
              .then("\nFROM (\n")
              .then(around)
              .then("\n)");
    }
    return sql("SELECT uid, arraySlice(")
        .then(plan.question().keepRepeats() ? "events.2" : "arrayCompact(events.2)")
        .then(", 2, ")
        .then(SqlParameter.whole(plan.question().depth()))
        .then(") AS path\nFROM (\n")
        .then(followed)
        .then("\n)");
  }
}
