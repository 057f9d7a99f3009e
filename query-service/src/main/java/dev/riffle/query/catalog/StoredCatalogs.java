package dev.riffle.query.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.sql.ProjectRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Catalogs from the table that the loader keeps. Remembered, because reading one takes as long as a
 * small question; names are never taken away, and an unknown one is looked up again by the asker.
 */
public final class StoredCatalogs implements Catalogs {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int PROJECTS_MAX = 1_000;

  private final SqlEngine engine;
  private final Supplier<String> queryIds;
  private final QueryLimits limits;
  private final Cache<ProjectId, Catalog> remembered =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(PROJECTS_MAX).build();

  /**
   * Makes the catalogs of all projects.
   *
   * @param queryIds a new name for each statement, unique for the engine
   * @param limits of one statement
   */
  public StoredCatalogs(SqlEngine engine, Supplier<String> queryIds, QueryLimits limits) {
    this.engine = engine;
    this.queryIds = queryIds;
    this.limits = limits;
  }

  @Override
  public Catalog recent(ProjectContext project) {
    Catalog known = remembered.getIfPresent(project.id());
    return known == null ? fresh(project) : known;
  }

  @Override
  public Catalog fresh(ProjectContext project) {
    Catalog catalog = read(project);
    remembered.put(project.id(), catalog);
    return catalog;
  }

  private Catalog read(ProjectContext project) {
    Map<String, EventEntry> events = new HashMap<>();
    Map<Catalog.Key, List<List<Object>>> types = new HashMap<>();
    Map<Catalog.Key, Long> valueCounts = new HashMap<>();
    var rows = engine.run(new ProjectRows(project).names(), queryIds.get(), limits).rows();
    for (List<Object> row : rows) {
      String name = (String) row.get(1);
      switch ((String) row.get(0)) {
        case "event" ->
            events.put(name, new EventEntry(name, number(row, 3), time(row, 4), time(row, 5)));
        case "event_property" -> add(types, new Catalog.Key(PropertyOf.EVENT, name), row);
        case "user_property" -> add(types, new Catalog.Key(PropertyOf.USER, name), row);
        case "event_value" ->
            valueCounts.put(new Catalog.Key(PropertyOf.EVENT, name), number(row, 6));
        case "user_value" ->
            valueCounts.put(new Catalog.Key(PropertyOf.USER, name), number(row, 6));
        default -> {
          // an entry of a newer loader
        }
      }
    }
    Map<Catalog.Key, PropertyEntry> properties = new HashMap<>();
    types.forEach((key, of) -> properties.put(key, property(key, of)));
    return new Catalog(events, properties, valueCounts);
  }

  private static void add(
      Map<Catalog.Key, List<List<Object>>> types, Catalog.Key key, List<Object> row) {
    types.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
  }

  private static PropertyEntry property(Catalog.Key key, List<List<Object>> rows) {
    List<PropertyEntry.TypeCount> types =
        rows.stream()
            .map(row -> new PropertyEntry.TypeCount((String) row.get(2), number(row, 3)))
            .sorted(
                Comparator.comparingLong(PropertyEntry.TypeCount::count)
                    .reversed()
                    .thenComparing(PropertyEntry.TypeCount::type))
            .toList();
    return new PropertyEntry(
        key.name(),
        key.of(),
        types.stream().mapToLong(PropertyEntry.TypeCount::count).sum(),
        types,
        rows.stream().map(row -> time(row, 4)).min(Comparator.naturalOrder()).orElseThrow(),
        rows.stream().map(row -> time(row, 5)).max(Comparator.naturalOrder()).orElseThrow());
  }

  private static long number(List<Object> row, int column) {
    return (Long) row.get(column);
  }

  private static Instant time(List<Object> row, int column) {
    return Instant.ofEpochMilli(number(row, column));
  }
}
