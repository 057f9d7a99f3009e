package dev.riffle.query.sql;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.question.SavedPopulations;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The one door to stored rows: every statement that reads a table is rendered here, and cannot be
 * rendered without the project of the asker's key.
 */
public final class ProjectRows {
  private final ProjectContext context;

  public ProjectRows(ProjectContext context) {
    this.context = context;
  }

  /** Saved segments that conditions may name. */
  SavedPopulations segments() {
    return context.segments();
  }

  DayOfWeek weekStart() {
    return context.weekStart();
  }

  /**
   * Newest received time of the project in milliseconds, 0 when it has no rows; how many senders
   * have rows that are still to be rewritten; how many owners one of them has at most, or one whose
   * rows are rewritten but whose correction is still there for older questions; the greatest number
   * among these senders and their first owners; and the data version: a text that is another one
   * after every change of what is stored, of all projects. It is also another one when parts were
   * merged.
   */
  public SqlStatement watermark() {
    return SqlFragment.sql(
            "SELECT assumeNotNull((SELECT toUnixTimestamp64Milli(max(received_ts)) FROM events"
                + " WHERE ")
        .then(mine())
        .then(
            """
            )), uniqExactIf(aid, (aid, version) NOT IN (SELECT aid, version FROM restated WHERE\
            """)
        .then(" ")
        .then(mine())
        .then(
            """
            )),
              toInt64(max(length(owners))), toInt64(max(greatest(aid, first_owner))), assumeNotNull((
              SELECT hex(sipHash128(arraySort(groupArray(
                (table, name, modification_time, rows, bytes_on_disk)))))
              FROM system.parts WHERE database = currentDatabase() AND active))
            FROM restatements WHERE\
            """)
        .then(" ")
        .then(mine())
        .statement();
  }

  /**
   * The project's names: one row for each event, and for each property and type, with its counts
   * over all partitions; one row for all values of a property, whose last column says how many
   * there are.
   */
  public SqlStatement names() {
    return SqlFragment.sql(
            """
            SELECT entry, name, if(entry IN ('event_value', 'user_value'), '', detail) AS type,
              toInt64(sum(occurrences)), toUnixTimestamp64Milli(min(first_seen)),
              toUnixTimestamp64Milli(max(last_seen)), uniqExact(detail)
            FROM catalog FINAL
            WHERE
            """)
        .then(mine())
        .then("\nGROUP BY entry, name, type")
        .statement();
  }

  /** Values of a property whose stored form contains a text, ignoring case; most frequent first. */
  public SqlStatement values(boolean ofUser, String property, String search, int limit) {
    return SqlFragment.sql(
            """
            SELECT detail, toInt64(sum(occurrences)) AS total,
              toUnixTimestamp64Milli(min(first_seen)), toUnixTimestamp64Milli(max(last_seen))
            FROM catalog FINAL
            WHERE
            """)
        .then(mine())
        .then(" AND entry = ")
        .then(SqlParameter.text(ofUser ? "user_value" : "event_value"))
        .then(" AND name = ")
        .then(SqlParameter.text(property))
        .then(" AND positionCaseInsensitiveUTF8(detail, ")
        .then(SqlParameter.text(search))
        .then(") > 0\nGROUP BY detail ORDER BY total DESC, detail LIMIT ")
        .then(SqlParameter.whole(limit))
        .statement();
  }

  /** Tracked events of a stretch of time; refine, then {@link EventSelection#statement}. */
  public EventSelection tracked(Instant start, Instant end, Watermark watermark) {
    return new EventSelection(start, end, watermark);
  }

  /**
   * {@code <rows> WHERE ...}: records of every kind, from a time on, up to an instant and including
   * it.
   */
  SqlFragment records(Optional<Instant> start, Instant until, Watermark watermark) {
    SqlFragment sql = events(watermark).then("\nWHERE ").then(mine());
    if (start.isPresent()) {
      sql =
          sql.then("\n  AND day >= ")
              .then(SqlParameter.date(start.get().atZone(ZoneOffset.UTC).toLocalDate()))
              .then(" AND ts >= fromUnixTimestamp64Milli(")
              .then(SqlParameter.milliseconds(start.get()))
              .then(", 'UTC')");
    }
    return sql.then("\n  AND day <= ")
        .then(SqlParameter.date(until.atZone(ZoneOffset.UTC).toLocalDate()))
        .then(" AND ts <= fromUnixTimestamp64Milli(")
        .then(SqlParameter.milliseconds(until))
        .then(", 'UTC')\n  AND received_ts <= fromUnixTimestamp64Milli(")
        .then(SqlParameter.milliseconds(watermark.receivedUntil()))
        .then(", 'UTC')");
  }

  /** The persons that ids of users and devices belong to, as a subquery. */
  SqlFragment personsOf(List<String> users, List<String> devices) {
    return SqlFragment.sql(
            "(SELECT if(linked.uid = 0, sender.aid, linked.uid) FROM (SELECT aid FROM persons FINAL"
                + " WHERE ")
        .then(mine())
        .then(" AND (sender_kind = 'user' AND sender_id IN ")
        .then(SqlParameter.texts(users))
        .then(" OR sender_kind = 'device' AND sender_id IN ")
        .then(SqlParameter.texts(devices))
        .then(")) AS sender LEFT JOIN (SELECT aid, uid FROM sender_persons FINAL WHERE ")
        .then(mine())
        .then(") AS linked ON sender.aid = linked.aid)");
  }

  /** Persons by their current properties, as a subquery: the numbers of those that meet it. */
  public SqlFragment personsWho(SqlFragment condition) {
    return SqlFragment.sql("(SELECT uid FROM ")
        .then(persons())
        .then(" AS person WHERE ")
        .then(condition)
        .then(")");
  }

  /** Current values of persons, as a subquery with {@code uid} and the given columns. */
  public SqlFragment personsWith(SqlFragment columns) {
    return SqlFragment.sql("(SELECT uid, ")
        .then(columns)
        .then(" FROM ")
        .then(persons())
        .then(" AS person)");
  }

  /** One row for each person: senders that are alone, and persons of several senders. */
  private SqlFragment persons() {
    return SqlFragment.sql("(SELECT aid AS uid, text, number FROM persons FINAL WHERE ")
        .then(mine())
        .then(" AND aid NOT IN (SELECT aid FROM sender_persons WHERE ")
        .then(mine())
        .then(") UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE ")
        .then(mine())
        .then(" AND aid = uid)");
  }

  /**
   * The table of events; while corrections wait, its rows with {@code uid} as it is known by now,
   * also where it is not written yet: the owner that the sender has at the row's time.
   */
  SqlFragment events(Watermark watermark) {
    return watermark.hasPendingCorrections()
        ? OwnerList.of(watermark)
            .map(list -> list.events(mine()))
            .orElseGet(() -> OwnerLookup.of(watermark).events(mine()))
        : SqlFragment.sql("events");
  }

  SqlFragment mine() {
    return SqlFragment.sql("project = ").then(SqlParameter.project(context.id().number()));
  }

  /** Rows of the events table that all meet the project, the time and the watermark. */
  public final class EventSelection {
    private final Instant start;
    private final Instant end;
    private final Watermark watermark;
    private final List<SqlFragment> conditions = new ArrayList<>();
    private Optional<SqlFragment> joined = Optional.empty();

    private EventSelection(Instant start, Instant end, Watermark watermark) {
      this.start = start;
      this.end = end;
      this.watermark = watermark;
    }

    public EventSelection and(SqlFragment condition) {
      conditions.add(condition);
      return this;
    }

    /** Adds columns of the person to each row; rows of unknown persons get empty ones. */
    public EventSelection joinPersons(SqlFragment columns) {
      joined = Optional.of(personsWith(columns));
      return this;
    }

    /** Adds kind and id of the person's main sender to each row. */
    public EventSelection joinIds() {
      joined =
          Optional.of(
              SqlFragment.sql(
                      "(SELECT aid AS uid, sender_kind, sender_id FROM persons FINAL WHERE ")
                  .then(mine())
                  .then(")"));
      return this;
    }

    /** {@code SELECT <columns> FROM <these rows> <rest>}. */
    public SqlStatement statement(SqlFragment columns, SqlFragment rest) {
      return select(columns).then(rest).statement();
    }

    /** The same around a subquery of these rows: {@code SELECT ... FROM (<inner>) ...}. */
    public SqlStatement statement(
        @CompileTimeConstant String outer,
        SqlFragment columns,
        SqlFragment rest,
        SqlFragment after) {
      return statement(SqlFragment.sql(outer), columns, rest, after);
    }

    /** As above, where the outer columns have parameters. */
    public SqlStatement statement(
        SqlFragment outer, SqlFragment columns, SqlFragment rest, SqlFragment after) {
      return outer
          .then("\nFROM (\n")
          .then(select(columns).then(rest))
          .then("\n)\n")
          .then(after)
          .statement();
    }

    /** The same with more around these rows, which stand there as {@code SELECT <columns> ...}. */
    public SqlStatement statement(SqlFragment columns, UnaryOperator<SqlFragment> around) {
      return around.apply(select(columns)).statement();
    }

    /** In round brackets, for a condition. */
    public SqlFragment subquery(SqlFragment columns, SqlFragment rest) {
      return select(columns).then(rest).bracketed();
    }

    private SqlFragment select(SqlFragment columns) {
      SqlFragment sql =
          SqlFragment.sql("SELECT ").then(columns).then("\nFROM ").then(events(watermark));
      if (joined.isPresent()) {
        sql = sql.then("\nLEFT JOIN ").then(joined.get()).then(" AS person USING (uid)");
      }
      sql = sql.then("\nWHERE ").then(mine()).then("\n  AND kind = 'track'");
      sql = sql.then(days()).then(times());
      for (SqlFragment condition : conditions) {
        sql = sql.then("\n  AND ").then(condition);
      }
      return sql.then("\n");
    }

    /** For the primary key: `day` is the UTC date of `ts`. */
    private SqlFragment days() {
      LocalDate first = start.atZone(ZoneOffset.UTC).toLocalDate();
      LocalDate last = end.minusMillis(1).atZone(ZoneOffset.UTC).toLocalDate();
      return SqlFragment.sql("\n  AND day >= ")
          .then(SqlParameter.date(first))
          .then(" AND day <= ")
          .then(SqlParameter.date(last));
    }

    private SqlFragment times() {
      return SqlFragment.sql("\n  AND ts >= fromUnixTimestamp64Milli(")
          .then(SqlParameter.milliseconds(start))
          .then(", 'UTC') AND ts < fromUnixTimestamp64Milli(")
          .then(SqlParameter.milliseconds(end))
          .then(", 'UTC')\n  AND received_ts <= fromUnixTimestamp64Milli(")
          .then(SqlParameter.milliseconds(watermark.receivedUntil()))
          .then(", 'UTC')");
    }
  }
}
