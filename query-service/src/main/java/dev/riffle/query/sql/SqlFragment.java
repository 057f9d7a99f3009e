package dev.riffle.query.sql;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.riffle.event.table.EventsTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of SQL with the parameters in it. Immutable. Its text can only come from source code:
 * passing anything else to {@link #sql} does not compile.
 */
public final class SqlFragment {
  private static final SqlFragment EMPTY = new SqlFragment(List.of());

  /** A piece of text, or a parameter between two. */
  sealed interface Part {
    record Text(String text) implements Part {}

    record Parameter(SqlParameter parameter) implements Part {}
  }

  private final List<Part> parts;

  private SqlFragment(List<Part> parts) {
    this.parts = parts;
  }

  public static SqlFragment sql(@CompileTimeConstant String text) {
    return new SqlFragment(List.of(new Part.Text(text)));
  }

  public static SqlFragment empty() {
    return EMPTY;
  }

  public static SqlFragment parameter(SqlParameter parameter) {
    return new SqlFragment(List.of(new Part.Parameter(parameter)));
  }

  /** A column of the events table: the only identifiers that are not literally in our source. */
  public static SqlFragment column(EventsTable.Column column) {
    return new SqlFragment(List.of(new Part.Text(column.columnName())));
  }

  /** A name of our own making and a number: {@code g0}, {@code g1}. */
  public static SqlFragment numbered(@CompileTimeConstant String name, int number) {
    return new SqlFragment(List.of(new Part.Text(name + number)));
  }

  public SqlFragment then(SqlFragment next) {
    List<Part> joined = new ArrayList<>(parts.size() + next.parts.size());
    joined.addAll(parts);
    joined.addAll(next.parts);
    return new SqlFragment(List.copyOf(joined));
  }

  public SqlFragment then(@CompileTimeConstant String text) {
    return then(sql(text));
  }

  public SqlFragment then(SqlParameter parameter) {
    return then(parameter(parameter));
  }

  /** In round brackets. */
  public SqlFragment bracketed() {
    return sql("(").then(this).then(")");
  }

  public static SqlFragment joined(
      List<SqlFragment> fragments, @CompileTimeConstant String separator) {
    SqlFragment all = EMPTY;
    for (int i = 0; i < fragments.size(); i++) {
      all = (i == 0 ? all : all.then(separator)).then(fragments.get(i));
    }
    return all;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The statement: parameters become {@code {p0:String}}, {@code {p1:Int64}}, ... in order. */
  SqlStatement statement() {
    StringBuilder text = new StringBuilder();
    List<SqlParameter> parameters = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String words) -> text.append(words);
        case Part.Parameter(SqlParameter parameter) -> {
          text.append("{p")
              .append(parameters.size())
              .append(':')
              .append(parameter.type().sql())
              .append('}');
          parameters.add(parameter);
        }
      }
    }
    return new SqlStatement(text.toString(), parameters);
  }
}
