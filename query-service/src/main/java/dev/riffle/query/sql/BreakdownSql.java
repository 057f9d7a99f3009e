package dev.riffle.query.sql;

import static dev.riffle.query.sql.SqlFragment.sql;

import dev.riffle.query.question.Breakdown;
import dev.riffle.query.question.GroupBy;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups in SQL. A group's key is the stored form of its value, of several a list of them; of a
 * segment it is that of a flag.
 */
public final class BreakdownSql {
  /** So many groups are asked for at once, without looking for the best ones first. */
  public static final int FEW_GROUPS = 200;

  /** Stands for all other groups; no value is stored in this form. */
  public static final String OTHER = "\u0001other";

  private final List<Breakdown> groupBy;
  private final PredicateSql predicates;

  /**
   * Groups of a question.
   *
   * @param groupBy at least one, or nothing is asked of this
   * @param predicates of the same question
   */
  public BreakdownSql(List<Breakdown> groupBy, PredicateSql predicates) {
    this.groupBy = groupBy;
    this.predicates = predicates;
  }

  /** Adds what {@link #key} needs of persons to the rows. */
  public void join(ProjectRows.EventSelection selection) {
    List<SqlFragment> current = new ArrayList<>();
    for (int i = 0; i < groupBy.size(); i++) {
      if (groupBy.get(i) instanceof GroupBy by && by.mode() == PropertyMode.CURRENT) {
        current.add(
            new PropertySql(by.reference()).stored().then(SqlFragment.numbered(" AS c", i)));
      }
    }
    if (!current.isEmpty()) {
      selection.joinPersons(SqlFragment.joined(current, ", "));
    }
  }

  /** The key of a row's group. */
  public SqlFragment key() {
    List<SqlFragment> values = new ArrayList<>();
    for (int i = 0; i < groupBy.size(); i++) {
      values.add(
          switch (groupBy.get(i)) {
            case GroupBy by when by.mode() == PropertyMode.CURRENT ->
                SqlFragment.numbered("person.c", i);
            case GroupBy by -> new PropertySql(by.reference()).stored();
            case Segment segment -> membership(segment);
          });
    }
    return values.size() == 1
        ? values.getFirst()
        : sql("[").then(SqlFragment.joined(values, ", ")).then("]");
  }

  /** The key when it is one of these, else that of all the others. */
  public SqlFragment told(SqlFragment key, List<GroupKey> told) {
    if (groupBy.size() == 1) {
      return sql("if(")
          .then(key)
          .then(" IN ")
          .then(keys(told))
          .then(", ")
          .then(key)
          .then(", '\\x01other')");
    }
    return sql("if(").then(isAmong(key, told)).then(", ").then(key).then(", [])");
  }

  /** Whether the key is one of these. */
  public SqlFragment isAmong(SqlFragment key, List<GroupKey> keys) {
    return sql("has(").then(keys(keys)).then(", ").then(key).then(")");
  }

  private SqlParameter keys(List<GroupKey> keys) {
    return groupBy.size() == 1
        ? SqlParameter.texts(keys.stream().map(key -> key.stored().getFirst()).toList())
        : SqlParameter.textLists(keys.stream().map(GroupKey::stored).toList());
  }

  /** In the stored form of a flag. */
  private SqlFragment membership(Segment segment) {
    return sql("if(")
        .then(segment.where().map(predicates::of).orElse(sql("true")))
        .then(", '\\x01true', '\\x01false')");
  }
}
