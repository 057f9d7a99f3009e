package dev.riffle.query.group;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.person.IdKind;
import dev.riffle.query.person.StoredProperties;
import dev.riffle.query.sql.GroupRows;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlStatement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Groups out of the stored rows. Blocking and thread-safe; call from virtual threads. */
public final class StoredGroups {
  private final SqlEngine engine;
  private final Supplier<String> queryIds;
  private final QueryLimits limits;

  /**
   * Reads from an engine.
   *
   * @param queryIds a new name for each statement, unique for the engine
   * @param limits of one statement
   */
  public StoredGroups(SqlEngine engine, Supplier<String> queryIds, QueryLimits limits) {
    this.engine = engine;
    this.queryIds = queryIds;
    this.limits = limits;
  }

  /**
   * All that is known of a group.
   *
   * @param recent most events that are shown
   * @return empty when no record names the group
   */
  public Optional<GroupProfile> profile(
      ProjectContext project, String type, String id, int recent) {
    Watermark watermark = watermark(project);
    GroupRows rows = new GroupRows(project, type, id);
    List<Object> found = run(rows.summary(watermark)).getFirst();
    if ((Long) found.getFirst() == 0) {
      return Optional.empty();
    }
    List<GroupChange> changes =
        run(rows.changes(watermark)).reversed().stream()
            .map(row -> GroupChange.of((Long) row.getFirst(), StoredProperties.of(row, 1)))
            .toList();
    return Optional.of(
        new GroupProfile(
            type,
            id,
            time(found.get(3)),
            time(found.get(4)),
            (Long) found.get(1),
            (Long) found.get(2),
            GroupChange.fold(changes),
            run(rows.recent(watermark, recent)).stream().map(StoredGroups::activity).toList()));
  }

  private static GroupProfile.Activity activity(List<Object> row) {
    String id = (String) row.get(3);
    return new GroupProfile.Activity(
        (String) row.get(0),
        time(row.get(1)),
        id.isEmpty()
            ? Optional.empty()
            : Optional.of(new GroupProfile.Person(IdKind.of(row.get(2)), id)));
  }

  private Watermark watermark(ProjectContext project) {
    return Watermark.of(run(new ProjectRows(project).watermark()).getFirst());
  }

  private static Instant time(Object millis) {
    return Instant.ofEpochMilli((Long) millis);
  }

  private List<List<Object>> run(SqlStatement statement) {
    return engine.run(statement, queryIds.get(), limits).rows();
  }
}
