package dev.riffle.query.funnel;

import static dev.riffle.query.sql.SqlFragment.numbered;
import static dev.riffle.query.sql.SqlFragment.sql;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.riffle.query.question.FunnelCounting;
import dev.riffle.query.question.FunnelEntry;
import dev.riffle.query.question.StepOrder;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths of each person, found by the engine's array functions: for each number of steps done, a
 * list over the person's instants of how a path goes on after them. Each is made of those for more
 * steps in one pass from the last instant to the first, so that long lives cost no more per event
 * than short ones. Pure.
 *
 * <p>Names in the text: {@code t} time of an instant in ms; {@code j[k+1]} how many steps are done
 * after it when k were before; {@code v} the property's value at each step; {@code x} after how
 * many steps it ends a path, as bits; {@code z} how many events it has; {@code n<k>} how a path
 * goes on after it with k steps done. A path is a list of times, or of times with values; one that
 * an exclusion ends has the negative time of that as its last entry.
 */
final class FunnelPaths {
  private final FunnelPlan plan;
  private final int steps;
  private final boolean values;
  private final boolean exclusions;
  private final SqlParameter window;

  FunnelPaths(FunnelPlan plan) {
    this.plan = plan;
    this.steps = plan.steps();
    this.values = plan.question().breakdown().isPresent();
    this.exclusions = !plan.question().exclusions().isEmpty();
    this.window = SqlParameter.whole(plan.question().window().length().toMillis());
  }

  /**
   * {@code uid, path} of each path that counts.
   *
   * @param events {@code SELECT uid, ms, mask, value, ends}, and the held properties h0, h1, ...: a
   *     row for each event that may concern the funnel. Bit i of the mask says that it meets step i
   *     + 1; bit 0 only where a path may begin, with the order any bit {@code steps} does
   */
  SqlFragment counted(SqlFragment events) {
    return chosen(
        DistinctStepPaths.suffices(plan)
            ? new DistinctStepPaths(plan).entered(events, keys())
            : found(instants(persons(events))));
  }

  private SqlFragment found(SqlFragment instants) {
    return switch (plan.question().order()) {
      case THIS -> entered(inThisOrder(jumps(instants)));
      case EXACT -> enteredExactly(inExactOrder(jumps(instants)));
      case ANY -> inAnyOrder(instants);
    };
  }

  private SqlFragment keys() {
    SqlFragment keys = sql("uid");
    for (int i = 0; i < plan.question().hold().size(); i++) {
      keys = keys.then(numbered(", h", i));
    }
    return keys;
  }

  /** When an entry of a path is. */
  SqlFragment time(@CompileTimeConstant String entry) {
    return values ? sql(entry).then(".1") : sql(entry);
  }

  private SqlFragment persons(SqlFragment events) {
    return select(sql("uid, arraySort(groupArray((ms, value, mask, ends))) AS events"), events)
        .then(plan.question().order() == StepOrder.EXACT ? "" : " WHERE mask != 0 OR ends != 0")
        .then(" GROUP BY ")
        .then(keys())
        .then(" HAVING bitTest(groupBitOr(mask), ")
        .then(numbered("", plan.question().order() == StepOrder.ANY ? steps : 0))
        .then(")");
  }

  private SqlFragment instants(SqlFragment persons) {
    SqlFragment split =
        select(
            sql(
                "uid, arraySplit((e, before) -> e.1 != before.1, events,"
                    + " arrayPushFront(arrayPopBack(events), events[1])) AS instants"),
            persons);
    SqlFragment columns = sql("uid, arrayMap(i -> i[1].1, instants) AS t");
    if (plan.question().order() == StepOrder.ANY) {
      columns = columns.then(", arrayMap(i -> arrayReduce('groupBitOr', i.3), instants) AS m");
    } else {
      columns = columns.then(", ").then(lacking());
    }
    if (values) {
      columns =
          columns
              .then(", arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(")
              .then(numbered("", steps))
              .then(")), instants) AS v");
    }
    if (exclusions) {
      columns = columns.then(", arrayMap(i -> arrayReduce('groupBitOr', i.4), instants) AS x");
    }
    if (plan.question().order() == StepOrder.EXACT) {
      columns = columns.then(", arrayMap(i -> length(i), instants) AS z");
    }
    return select(columns, split);
  }

  /** Sets of steps for which an instant has too few events, each with its last step. */
  private SqlFragment lacking() {
    StepSets sets = StepSets.of(plan.question().steps());
    return sql("arrayMap(i -> arrayFilter(s -> arrayCount(e -> bitAnd(e.3, s.1) != 0, i) <"
            + " bitCount(s.1), arrayZip(")
        .then(SqlParameter.wholes(sets.sets()))
        .then(", ")
        .then(SqlParameter.wholes(sets.lastSteps()))
        .then(")), instants) AS lacking");
  }

  /** With k steps done, an instant leads up to the last step of the first set that it lacks. */
  private SqlFragment jumps(SqlFragment instants) {
    return select(
        sql("*, arrayMap(l -> arrayMap(k -> arrayFirst(s -> bitAnd(s.1, bitShiftLeft(toInt64(1), k)"
                + " - 1) = 0, arrayPushBack(l, (toInt64(0), toInt64(")
            .then(numbered("", steps))
            .then(")))).2, range(")
            .then(numbered("", steps))
            .then(")), lacking) AS j"),
        instants);
  }

  private SqlFragment inThisOrder(SqlFragment from) {
    SqlFragment all = from;
    for (int k = steps - 1; k >= 1; k--) {
      SqlFragment goesOn = numbered("j[", k + 1).then(numbered("] > ", k));
      SqlFragment own =
          sql("arrayMap((")
              .then(arguments(k + 1))
              .then(") -> multiIf(")
              .then(goesOn)
              .then(", ")
              .then(from(k));
      if (exclusions) {
        own = own.then(numbered(", bitTest(x, ", k)).then(values ? "), [(-t, '')]" : "), [-t]");
        goesOn = goesOn.then(numbered(" OR bitTest(x, ", k)).then(")");
      }
      own = own.then(", []), ").then(arguments(k + 1)).then(")");
      SqlFragment filled =
          sql(exclusions ? "arrayReverseFill((p, j, x) -> " : "arrayReverseFill((p, j) -> ")
              .then(goesOn)
              .then(", ")
              .then(own)
              .then(exclusions ? ", j, x)" : ", j)");
      all = select(sql("*, ").then(after(filled)).then(numbered(" AS n", k)), all);
    }
    return all;
  }

  /** Only an instant whose events are all steps lets a path go on after it. */
  private SqlFragment inExactOrder(SqlFragment from) {
    SqlFragment all = from;
    for (int k = steps - 1; k >= 1; k--) {
      SqlFragment own =
          sql("arrayMap((")
              .then(arguments(k + 1))
              .then(") -> arrayConcat(")
              .then(taken(numbered("", k), numbered("j[", k + 1).then("]")))
              .then(numbered(", if(j[", k + 1))
              .then(numbered("] = z + ", k))
              .then(", ")
              .then(rest(k, numbered("greatest(1, j[", k + 1).then(numbered("] - ", k)).then(")")))
              .then(", [])), ")
              .then(arguments(k + 1))
              .then(")");
      all = select(sql("*, ").then(after(own)).then(numbered(" AS n", k)), all);
    }
    return all;
  }

  /** A path from each instant that has a first step: as many steps at once as it allows. */
  private SqlFragment entered(SqlFragment from) {
    return select(
        sql("uid, arrayFilter(p -> notEmpty(p), arrayMap((")
            .then(arguments(1))
            .then(") -> if(j[1] > 0, ")
            .then(within(from(0)))
            .then(", []), ")
            .then(arguments(1))
            .then(")) AS paths"),
        from);
  }

  /** Here fewer steps at first may lead further: events of the instant can lie before the path. */
  private SqlFragment enteredExactly(SqlFragment from) {
    SqlFragment path =
        sql("arrayConcat(")
            .then(taken(sql("0"), sql("first")))
            .then(", ")
            .then(rest(0, sql("first")))
            .then(")");
    return select(
        sql("uid, arrayFilter(p -> notEmpty(p), arrayMap((")
            .then(arguments(1))
            .then(") -> arraySort(p -> (-toInt64(length(p)), p), arrayMap(first -> ")
            .then(within(path))
            .then(", range(1, j[1] + 1)))[1], ")
            .then(arguments(1))
            .then(")) AS paths"),
        from);
  }

  /** From each entry, each step at its first chance. */
  private SqlFragment inAnyOrder(SqlFragment from) {
    SqlFragment columns = sql("uid, t, m");
    List<SqlFragment> next = new ArrayList<>();
    for (int b = 0; b < steps; b++) {
      SqlFragment here =
          values ? numbered("(t, v[", b + 1).then("]), (toInt64(0), '')") : sql("t, 0");
      columns =
          columns
              .then(", arrayReverseFill(e -> ")
              .then(time("e"))
              .then(values ? " != 0, arrayMap((t, m, v) -> if(" : " != 0, arrayMap((t, m) -> if(")
              .then(numbered("bitTest(m, ", b))
              .then("), ")
              .then(here)
              .then(values ? "), t, m, v))" : "), t, m))")
              .then(numbered(" AS n", b));
      next.add(numbered("n", b));
    }
    SqlFragment names = SqlFragment.joined(next, ", ");
    return select(
        sql("uid, arrayFilter(p -> notEmpty(p), arrayMap((t, m, ")
            .then(names)
            .then(") -> if(")
            .then(numbered("bitTest(m, ", steps))
            .then("), arrayFilter(e -> ")
            .then(time("e"))
            .then(" > 0 AND ")
            .then(time("e"))
            .then(" <= t + ")
            .then(window)
            .then(", arraySort((e, b) -> (")
            .then(time("e"))
            .then(", b), [")
            .then(names)
            .then(numbered("], range(", steps))
            .then("))), []), t, m, ")
            .then(names)
            .then(")) AS paths"),
        select(columns, from));
  }

  private SqlFragment chosen(SqlFragment found) {
    SqlFragment from = select(sql("uid, paths"), found).then(" WHERE notEmpty(paths)");
    if (plan.question().dropExcluded()) {
      from = from.then(" AND NOT arrayExists(p -> ").then(lastTime()).then(" < 0, paths)");
    }
    if (plan.question().counting() == FunnelCounting.TOTALS) {
      from = oneAfterTheOther(from);
    } else if (plan.question().entry() == FunnelEntry.FIRST) {
      from = select(sql("uid, paths[1] AS path"), from);
    } else {
      SqlFragment length =
          exclusions ? sql("length(").then(steps("p")).then(")") : sql("length(p)");
      from =
          select(
              sql("uid, arrayFirst(p -> ").then(length).then(" = most, paths) AS path"),
              select(
                  sql("uid, paths, arrayMax(p -> ").then(length).then(", paths) AS most"), from));
    }
    return exclusions ? select(sql("uid, ").then(steps("path")).then(" AS path"), from) : from;
  }

  /** Paths that begin later than the one before them has ended. */
  private SqlFragment oneAfterTheOther(SqlFragment from) {
    SqlFragment began = values ? sql("p[1].1") : sql("p[1]");
    SqlFragment end =
        sql("multiIf(")
            .then(lastTime())
            .then(" < 0, -")
            .then(lastTime())
            .then(numbered(", length(p) = ", steps))
            .then(", ")
            .then(lastTime())
            .then(", ")
            .then(began)
            .then(" + ")
            .then(window)
            .then(")");
    return select(
            sql("uid, path"),
            select(
                sql("uid, paths, arrayFold((done, p) -> if(")
                    .then(began)
                    .then(" > done.1, (")
                    .then(end)
                    .then(", arrayPushBack(done.2, ")
                    .then(began)
                    .then(
                        ")), done), paths, (toInt64(0), CAST([], 'Array(Int64)'))).2 AS"
                            + " beginnings"),
                from))
        .then(" ARRAY JOIN arrayFilter(p -> has(beginnings, ")
        .then(began)
        .then("), paths) AS path");
  }

  /** What of a path are steps, and not its end by an exclusion. */
  private SqlFragment steps(@CompileTimeConstant String path) {
    return sql("arrayFilter(e -> ").then(time("e")).then(" > 0, ").then(path).then(")");
  }

  private SqlFragment lastTime() {
    return values ? sql("p[-1].1") : sql("p[-1]");
  }

  /** How a path goes on at an instant that takes it further than k steps. */
  private SqlFragment from(int k) {
    SqlFragment taken = taken(numbered("", k), numbered("j[", k + 1).then("]"));
    return k == steps - 1
        ? taken
        : sql("arrayConcat(")
            .then(taken)
            .then(", ")
            .then(rest(k, numbered("j[", k + 1).then(numbered("] - ", k))))
            .then(")");
  }

  /** The steps that are done at an instant. */
  private SqlFragment taken(SqlFragment before, SqlFragment after) {
    return sql(values ? "arrayMap(b -> (t, v[b + 1]), range(" : "arrayMap(b -> t, range(")
        .then(before)
        .then(", ")
        .then(after)
        .then("))");
  }

  /** How it goes on after it, so many steps further than k. */
  private SqlFragment rest(int k, SqlFragment further) {
    List<SqlFragment> tails = new ArrayList<>();
    for (int done = k + 1; done < steps; done++) {
      tails.add(numbered("n", done));
    }
    tails.add(sql("[]"));
    return sql("[").then(SqlFragment.joined(tails, ", ")).then("][").then(further).then("]");
  }

  private SqlFragment within(SqlFragment path) {
    return sql("arrayFilter(e -> abs(")
        .then(time("e"))
        .then(") <= t + ")
        .then(window)
        .then(", ")
        .then(path)
        .then(")");
  }

  /** As seen from the instant before. */
  private static SqlFragment after(SqlFragment list) {
    return sql("arrayPushBack(arrayPopFront(").then(list).then("), [])");
  }

  /** The lists that a lambda goes along, which are called the same inside. */
  private SqlFragment arguments(int firstRest) {
    SqlFragment names = sql("t, j");
    names = values ? names.then(", v") : names;
    names = exclusions ? names.then(", x") : names;
    names = plan.question().order() == StepOrder.EXACT ? names.then(", z") : names;
    for (int done = firstRest; done < steps; done++) {
      names = names.then(numbered(", n", done));
    }
    return names;
  }

  private static SqlFragment select(SqlFragment columns, SqlFragment from) {
    return sql("SELECT ").then(columns).then("\nFROM (\n").then(from).then("\n)");
  }
}
