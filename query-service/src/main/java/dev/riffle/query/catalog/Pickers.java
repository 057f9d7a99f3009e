package dev.riffle.query.catalog;

import dev.riffle.event.table.StoredValue;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.answer.Label;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.sql.ProjectRows;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What one can choose from while writing a question: events, properties, values. Thread-safe. */
public final class Pickers {
  public static final int LIMIT_DEFAULT = 100;
  public static final int LIMIT_MAX = 1_000;

  private final Catalogs catalogs;
  private final SqlEngine engine;
  private final Supplier<String> queryIds;
  private final QueryLimits limits;

  /**
   * Makes pickers.
   *
   * @param queryIds a new name for each statement, unique for the engine
   * @param limits of one statement
   */
  public Pickers(
      Catalogs catalogs, SqlEngine engine, Supplier<String> queryIds, QueryLimits limits) {
    this.catalogs = catalogs;
    this.engine = engine;
    this.queryIds = queryIds;
    this.limits = limits;
  }

  /** Events whose name contains the search text, ignoring case; most frequent first. */
  public List<EventEntry> events(ProjectContext project, String search, int limit) {
    checkLimit(limit);
    return catalogs.fresh(project).events().values().stream()
        .filter(event -> contains(event.name(), search))
        .sorted(
            Comparator.comparingLong(EventEntry::count).reversed().thenComparing(EventEntry::name))
        .limit(limit)
        .toList();
  }

  /** Properties of events, of users, or of both when empty; otherwise as {@link #events}. */
  public List<PropertyEntry> properties(
      ProjectContext project, Optional<PropertyOf> of, String search, int limit) {
    checkLimit(limit);
    return catalogs.fresh(project).properties().values().stream()
        .filter(property -> of.isEmpty() || property.of() == of.get())
        .filter(property -> contains(property.name(), search))
        .sorted(
            Comparator.comparingLong(PropertyEntry::count)
                .reversed()
                .thenComparing(PropertyEntry::name)
                .thenComparing(PropertyEntry::of))
        .limit(limit)
        .toList();
  }

  /**
   * Values of a property; otherwise as {@link #events}.
   *
   * @throws InvalidQuestion when the project has no such property
   */
  public List<ValueEntry> values(
      ProjectContext project, PropertyOf of, String property, String search, int limit) {
    checkLimit(limit);
    UnknownNames.requireProperty(catalogs.fresh(project), of, property, "/property");
    return engine
        .run(
            new ProjectRows(project).values(of == PropertyOf.USER, property, search, limit),
            queryIds.get(),
            limits)
        .rows()
        .stream()
        .map(row -> value(row))
        .toList();
  }

  private static ValueEntry value(List<Object> row) {
    var value = StoredValue.decode((String) row.get(0));
    return new ValueEntry(
        value,
        Label.of(value),
        (Long) row.get(1),
        Instant.ofEpochMilli((Long) row.get(2)),
        Instant.ofEpochMilli((Long) row.get(3)));
  }

  private static boolean contains(String name, String search) {
    return name.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw InvalidQuestion.at(
          "/limit", FaultCode.OUT_OF_BOUNDS, "`limit` is 1 to " + LIMIT_MAX + ".");
    }
  }
}
