package dev.riffle.query.alias;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.alias.AliasPreview.ConcernedPerson;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.sql.PersonRows;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What the events say about aliases. Blocking and thread-safe; call from virtual threads. */
public final class StoredAliases {
  private final SqlEngine engine;
  private final Supplier<String> queryIds;
  private final QueryLimits limits;

  /**
   * Reads from an engine.
   *
   * @param queryIds a new name for each statement, unique for the engine
   * @param limits of one statement
   */
  public StoredAliases(SqlEngine engine, Supplier<String> queryIds, QueryLimits limits) {
    this.engine = engine;
    this.queryIds = queryIds;
    this.limits = limits;
  }

  /** A user or device with this id; alone when its person has no other number. */
  private record Sender(boolean isUser, boolean isAlone, long person) {}

  /** All aliases that SDKs have sent. */
  public List<SentAlias> sent(ProjectContext project) {
    return run(new PersonRows(project).sentAliases()).stream()
        .map(row ->
            new SentAlias(
                (String) row.get(0),
                (String) row.get(1),
                Instant.ofEpochMilli((Long) row.get(2)),
                (Long) row.get(3)))
        .toList();
  }

  /** Whether the project has a user of this id. */
  public boolean knowsUser(ProjectContext project, String id) {
    return senders(project, id).stream().anyMatch(Sender::isUser);
  }

  /** Whether the project has a user or a device of this id. */
  public boolean knows(ProjectContext project, String id) {
    return !senders(project, id).isEmpty();
  }

  /** What an alias of two known ids would change. */
  public AliasPreview preview(
      ProjectContext project, AliasBook book, String previousId, String userId) {
    Map<Long, String> ids = new LinkedHashMap<>();
    Set<Long> moved = new TreeSet<>();
    for (Sender sender : senders(project, previousId)) {
      ids.put(sender.person(), previousId);
      // a device that has a user keeps its history: the alias is one more login, and the latest
      if (sender.isUser() || sender.isAlone()) {
        moved.add(sender.person());
      }
    }
    for (Sender sender : senders(project, userId)) {
      if (sender.isUser()) {
        ids.put(sender.person(), userId);
        moved.remove(sender.person());
      }
    }
    Map<Long, ConcernedPerson> persons = activity(project, ids);
    long eventsMoved = moved.stream().mapToLong(person -> events(persons, person)).sum();
    Optional<String> refusal = book.refusal(previousId, userId);
    return new AliasPreview(
        previousId,
        userId,
        refusal.isEmpty(),
        refusal,
        moved.isEmpty() ? 0 : moved.size() + 1,
        eventsMoved,
        List.copyOf(persons.values()));
  }

  private static long events(Map<Long, ConcernedPerson> persons, long person) {
    ConcernedPerson concerned = persons.get(person);
    return concerned == null ? 0 : concerned.events();
  }

  private Map<Long, ConcernedPerson> activity(ProjectContext project, Map<Long, String> ids) {
    Map<Long, ConcernedPerson> persons = new LinkedHashMap<>();
    ids.forEach((person, id) ->
        persons.put(person, new ConcernedPerson(id, 0, 0, Optional.empty(), Optional.empty())));
    Watermark watermark = Watermark.of(run(new ProjectRows(project).watermark()).getFirst());
    SqlStatement statement =
        new PersonRows(project).activity(new ArrayList<>(ids.keySet()), watermark);
    for (List<Object> row : run(statement)) {
      long person = (Long) row.get(0);
      persons.put(
          person,
          new ConcernedPerson(
              ids.getOrDefault(person, ""),
              (Long) row.get(1),
              (Long) row.get(2),
              Optional.of(Instant.ofEpochMilli((Long) row.get(3))),
              Optional.of(Instant.ofEpochMilli((Long) row.get(4)))));
    }
    return persons;
  }

  private List<Sender> senders(ProjectContext project, String id) {
    return run(new PersonRows(project).senders(id)).stream()
        .map(row ->
            new Sender(
                row.getFirst().equals("user"), row.get(1).equals(row.get(2)), (Long) row.get(2)))
        .toList();
  }

  private List<List<Object>> run(SqlStatement statement) {
    return engine.run(statement, queryIds.get(), limits).rows();
  }
}
