package dev.riffle.query.sql;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.question.EventCondition;
import dev.riffle.query.question.Population;
import dev.riffle.query.time.SegmentTime.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence as one pass over a person's events in order. For each step it keeps the latest first
 * event of a chain that ends with that step: if any chain is short enough, that one is.
 */
final class SequenceSql {
  private final PopulationClauses clauses;

  SequenceSql(PopulationClauses clauses) {
    this.clauses = clauses;
  }

  SqlFragment holds(Population.Sequence sequence, Span span) {
    int steps = sequence.steps().size();
    List<SqlFragment> matches = new ArrayList<>();
    for (EventCondition step : sequence.steps()) {
      matches.add(clauses.isEvent(step, span).bracketed());
    }
    SqlFragment list = sql("[").then(SqlFragment.joined(matches, ", ")).then("]");
    // an event: time, first step that it meets, source, offset, which steps it meets
    SqlFragment events =
        clauses.aggregate(
            sql("arraySort(groupArrayIf((toUnixTimestamp64Milli(ts), indexOf(")
                .then(list)
                .then(", 1), _source, _offset, ")
                .then(list)
                .then("), ")
                .then(SqlFragment.joined(matches, " OR "))
                .then("))"));
    SqlFragment within = SqlFragment.parameter(SqlParameter.whole(sequence.within().millis()));
    SqlFragment first =
        steps == 1
            ? sql("event.1")
            : sql("chain.1[").then(SqlParameter.whole(steps - 1L)).then("]");
    SqlFragment complete =
        sql("event.5[")
            .then(SqlParameter.whole(steps))
            .then("] = 1 AND event.1 - ")
            .then(first)
            .then(" <= ")
            .then(within)
            .then(notFollowed(sequence));
    return sql("arrayFold((chain, event) -> (arrayMap((start, before, matches) -> if(matches = 1 AND event.1 - before <= ")
        .then(within)
        .then(
            ", greatest(start, before), start), chain.1, arrayPushFront(arrayPopBack(chain.1), event.1), event.5), toUInt8(chain.2 = 1 OR (")
        .then(complete)
        .then("))), ")
        .then(events)
        // so long ago that no chain begins there
        .then(", (arrayWithConstant(")
        .then(SqlParameter.whole(steps))
        .then(", toInt64(-4000000000000000000)), toUInt8(0))).2 = 1")
        .bracketed();
  }

  private SqlFragment notFollowed(Population.Sequence sequence) {
    if (sequence.thenNot().isEmpty()) {
      return SqlFragment.empty();
    }
    SqlFragment is = clauses.isEvent(sequence.thenNot().get(), clauses.always());
    SqlFragment times =
        clauses.aggregate(sql("groupArrayIf(toUnixTimestamp64Milli(ts), ").then(is).then(")"));
    return sql(" AND NOT arrayExists(at -> at > event.1 AND at <= event.1 + ")
        .then(SqlParameter.whole(sequence.thenNotWithin().millis()))
        .then(", ")
        .then(times)
        .then(")");
  }
}
