package dev.riffle.query.sql;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.query.Watermark;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.Predicate;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.SegmentTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conditions in SQL. The text depends on operators and types of values, never on the values. */
public final class PredicateSql {
  private final ProjectRows rows;
  private final Optional<Membership> membership;

  /** What populations are looked at with: as of the last instant of the range that is read. */
  private record Membership(LocalRange range, Watermark watermark) {
    SegmentTime time(ProjectRows rows, Optional<Instant> asOf) {
      Instant last = range.end().minusMillis(1);
      Instant read = watermark.receivedUntil();
      return new SegmentTime(
          asOf.orElse(last.isBefore(read) ? last : read), range.zone(), rows.weekStart());
    }
  }

  /**
   * Conditions of a question.
   *
   * @param range that the question covers, and {@code watermark} up to where it reads: populations
   *     are as of the earlier of the two
   */
  public PredicateSql(ProjectRows rows, LocalRange range, Watermark watermark) {
    this(rows, Optional.of(new Membership(range, watermark)));
  }

  private PredicateSql(ProjectRows rows, Optional<Membership> membership) {
    this.rows = rows;
    this.membership = membership;
  }

  /** Conditions within a population, which name no populations themselves. */
  static PredicateSql withoutSegments(ProjectRows rows) {
    return new PredicateSql(rows, Optional.empty());
  }

  public SqlFragment of(Predicate predicate) {
    return switch (predicate) {
      case Predicate.All(List<Predicate> all) ->
          SqlFragment.joined(all.stream().map(this::of).toList(), " AND ").bracketed();
      case Predicate.Any(List<Predicate> any) ->
          SqlFragment.joined(any.stream().map(this::of).toList(), " OR ").bracketed();
      case Predicate.Not(Predicate not) -> SqlFragment.sql("NOT ").then(of(not));
      case Predicate.Compare compare -> compare(compare);
      case Predicate.InSegment(Population population, Optional<Instant> asOf) -> {
        Membership by = membership.orElseThrow();
        yield SqlFragment.sql("uid IN ")
            .then(new PopulationSql(rows, by.time(rows, asOf), by.watermark()).members(population))
            .bracketed();
      }
    };
  }

  private SqlFragment compare(Predicate.Compare compare) {
    return switch (compare.op()) {
      case IS -> is(compare);
      case IS_NOT -> not(is(compare));
      case CONTAINS -> meets(compare, anyText(compare, Words.CONTAINS));
      case DOES_NOT_CONTAIN -> not(meets(compare, anyText(compare, Words.CONTAINS)));
      case STARTS_WITH -> meets(compare, anyText(compare, Words.STARTS_WITH));
      case GREATER -> meets(compare, number(compare, SqlFragment.sql(" > ")));
      case GREATER_OR_EQUAL -> meets(compare, number(compare, SqlFragment.sql(" >= ")));
      case LESS -> meets(compare, number(compare, SqlFragment.sql(" < ")));
      case LESS_OR_EQUAL -> meets(compare, number(compare, SqlFragment.sql(" <= ")));
      case IS_SET -> meets(compare, isSet(property(compare)));
      case IS_NOT_SET -> not(meets(compare, isSet(property(compare))));
    };
  }

  /**
   * The condition on the row, or on the person's row when current properties are meant. A person
   * without a row of its own has no properties: only conditions that a missing property does not
   * meet may come here.
   */
  private SqlFragment meets(Predicate.Compare compare, SqlFragment condition) {
    return compare.mode() == PropertyMode.CURRENT
        ? SqlFragment.sql("uid IN ").then(rows.personsWho(condition.bracketed()))
        : condition.bracketed();
  }

  private SqlFragment is(Predicate.Compare compare) {
    List<String> texts = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    boolean none = false;
    for (PropertyValue value : compare.values()) {
      switch (value) {
        case PropertyValue.Numeric(double number) -> numbers.add(number);
        case PropertyValue.Null() -> none = true;
        case PropertyValue.Text _,
            PropertyValue.Flag _,
            PropertyValue.ListJson _,
            PropertyValue.ExactNumber _ ->
            texts.add(StoredValue.encode(value));
      }
    }
    List<SqlFragment> equal = new ArrayList<>();
    PropertySql property = property(compare);
    if (!texts.isEmpty()) {
      equal.add(textual(compare).then(" IN ").then(SqlParameter.texts(texts)));
    }
    if (!numbers.isEmpty()) {
      equal.add(
          property
              .hasNumber()
              .then(" AND ")
              .then(property.number())
              .then(" IN ")
              .then(SqlParameter.numbers(numbers))
              .bracketed());
    }
    List<SqlFragment> alternatives = new ArrayList<>();
    if (!equal.isEmpty()) {
      alternatives.add(meets(compare, SqlFragment.joined(equal, " OR ")));
    }
    if (none) {
      alternatives.add(not(meets(compare, isSet(property))));
    }
    return SqlFragment.joined(alternatives, " OR ").bracketed();
  }

  /** A promoted column, where there is one, is cheaper than the map. */
  private static SqlFragment textual(Predicate.Compare compare) {
    return property(compare).isPromoted() ? property(compare).stored() : property(compare).text();
  }

  private static SqlFragment isSet(PropertySql property) {
    return property.text().then(" NOT IN ('', '\\x01null') OR ").then(property.hasNumber());
  }

  private enum Words {
    CONTAINS,
    STARTS_WITH
  }

  /** Only texts contain something: neither numbers nor flags nor lists, whatever they print as. */
  private static SqlFragment anyText(Predicate.Compare compare, Words words) {
    SqlFragment stored = property(compare).text();
    SqlFragment text =
        SqlFragment.sql("if(startsWith(")
            .then(stored)
            .then(", '\\x01'), substring(")
            .then(stored)
            .then(", 2), ")
            .then(stored)
            .then(")");
    List<SqlFragment> alternatives = new ArrayList<>();
    for (PropertyValue value : compare.values()) {
      SqlParameter part = SqlParameter.text(((PropertyValue.Text) value).text());
      alternatives.add(
          switch (words) {
            case CONTAINS ->
                SqlFragment.sql("positionCaseInsensitiveUTF8(")
                    .then(text)
                    .then(", ")
                    .then(part)
                    .then(") > 0");
            case STARTS_WITH ->
                SqlFragment.sql("startsWith(").then(text).then(", ").then(part).then(")");
          });
    }
    return SqlFragment.sql("(NOT startsWith(")
        .then(stored)
        .then(", '\\x01') OR startsWith(")
        .then(stored)
        .then(", '\\x01\\x01')) AND ")
        .then(SqlFragment.joined(alternatives, " OR ").bracketed());
  }

  /** Numbers that a double rounds are compared as the doubles they round to. */
  private static SqlFragment number(Predicate.Compare compare, SqlFragment comparison) {
    PropertySql property = property(compare);
    SqlParameter bound =
        SqlParameter.number(
            switch (compare.values().getFirst()) {
              case PropertyValue.Numeric(double number) -> number;
              case PropertyValue.ExactNumber(String decimal) -> Double.parseDouble(decimal);
              case PropertyValue.Text _,
                  PropertyValue.Flag _,
                  PropertyValue.ListJson _,
                  PropertyValue.Null _ ->
                  throw new IllegalStateException("a comparison of size has a number");
            });
    SqlFragment ordinary =
        property
            .hasNumber()
            .then(" AND ")
            .then(property.number())
            .then(comparison)
            .then(bound)
            .bracketed();
    SqlFragment exact =
        SqlFragment.sql("startsWith(")
            .then(property.text())
            .then(", '\\x01#') AND toFloat64OrZero(substring(")
            .then(property.text())
            .then(", 3))")
            .then(comparison)
            .then(bound)
            .bracketed();
    return ordinary.then(" OR ").then(exact);
  }

  private static PropertySql property(Predicate.Compare compare) {
    return new PropertySql(compare.reference());
  }

  private static SqlFragment not(SqlFragment condition) {
    return SqlFragment.sql("NOT ").then(condition);
  }
}
