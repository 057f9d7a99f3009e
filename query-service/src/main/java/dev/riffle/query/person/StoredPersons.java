package dev.riffle.query.person;

import dev.riffle.event.history.PropertyHistory;
import dev.riffle.event.history.PropertyHistoryCodec;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.alias.AliasBook;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.person.PersonEvents.PersonEvent;
import dev.riffle.query.sql.EventPage;
import dev.riffle.query.sql.PersonRows;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Persons out of the stored rows. Blocking and thread-safe; call from virtual threads. */
public final class StoredPersons {
  /** Most devices of a profile. */
  public static final int DEVICES_MAX = 1_000;

  private final SqlEngine engine;
  private final Supplier<String> queryIds;
  private final QueryLimits limits;

  private record Sender(
      IdKind kind, String id, long number, Instant firstSeen, Instant lastSeen, String history) {}

  /**
   * Reads from an engine.
   *
   * @param queryIds a new name for each statement, unique for the engine
   * @param limits of one statement
   */
  public StoredPersons(SqlEngine engine, Supplier<String> queryIds, QueryLimits limits) {
    this.engine = engine;
    this.queryIds = queryIds;
    this.limits = limits;
  }

  /** Ids that begin with a text, in their order. */
  public List<FoundId> search(ProjectContext project, String prefix, int limit) {
    return run(new PersonRows(project).search(prefix, limit)).stream()
        .map(row ->
            new FoundId(
                IdKind.of(row.get(0)), (String) row.get(1), time(row.get(2)), time(row.get(3))))
        .toList();
  }

  /** Number of the person that an id belongs to, of a device that of its newest user. */
  public Optional<Long> person(ProjectContext project, IdKind kind, String id) {
    return run(new PersonRows(project).senders(id)).stream()
        .filter(row -> IdKind.of(row.get(0)) == kind)
        .map(row -> (Long) row.get(2))
        .findFirst();
  }

  /** The person that a number belongs to by now: itself, or that of which it has become a part. */
  public Optional<Long> numbered(ProjectContext project, long number) {
    return senders(project, number).stream()
        .filter(sender -> sender.number() == number)
        .findFirst()
        .flatMap(sender -> person(project, sender.kind(), sender.id()));
  }

  /** All that is known of a person. */
  public PersonProfile profile(ProjectContext project, long person, AliasBook aliases) {
    PersonRows rows = new PersonRows(project);
    List<Sender> senders = senders(project, person);
    Sender main =
        senders.stream()
            .filter(sender -> sender.number() == person)
            .findFirst()
            .orElseGet(senders::getFirst);
    List<Object> current = run(rows.currentProperties(person)).getFirst();
    List<List<Object>> activity = run(rows.activity(List.of(person), watermark(project)));
    return new PersonProfile(
        main.kind(),
        main.id(),
        senders.stream().map(Sender::firstSeen).min(Instant::compareTo).orElseThrow(),
        senders.stream().map(Sender::lastSeen).max(Instant::compareTo).orElseThrow(),
        activity.isEmpty() ? 0 : (Long) activity.getFirst().get(1),
        main.kind() == IdKind.USER ? aliases.previousIdsOf(main.id()) : List.of(),
        devices(rows, senders),
        StoredProperties.of(current, 0),
        PropertyChanges.of(history(main.history()), history((String) current.get(4))));
  }

  /**
   * A page of a person's events.
   *
   * @param event only those of this name
   * @param cursor of the page before; empty for the first page
   * @return empty when the cursor is none of ours
   */
  public Optional<PersonEvents> events(
      ProjectContext project,
      long person,
      Optional<String> event,
      Optional<String> cursor,
      int limit) {
    Optional<EventCursor> after = cursor.flatMap(EventCursor::of);
    if (cursor.isPresent() && after.isEmpty()) {
      return Optional.empty();
    }
    Watermark watermark = watermark(project).until(after.map(EventCursor::receivedUntil));
    List<Long> senders = senders(project, person).stream().map(Sender::number).toList();
    List<List<Object>> found =
        run(
            new PersonRows(project)
                .events(
                    person,
                    senders,
                    watermark,
                    new EventPage(event, after.map(EventCursor::place)),
                    limit + 1));
    List<List<Object>> shown = found.subList(0, Math.min(limit, found.size()));
    Optional<String> next = Optional.empty();
    if (found.size() > limit) {
      List<Object> last = shown.getLast();
      next =
          Optional.of(
              new EventCursor(
                      watermark.receivedUntil(),
                      new EventPage.Place(
                          (Long) last.get(1), (Long) last.get(5), (Long) last.get(6)))
                  .text());
    }
    return Optional.of(new PersonEvents(shown.stream().map(StoredPersons::event).toList(), next));
  }

  private static PersonEvent event(List<Object> row) {
    return new PersonEvent(
        (String) row.get(0),
        time(row.get(1)),
        time(row.get(2)),
        sent(row.get(3)),
        sent(row.get(4)),
        StoredProperties.of(row, 7),
        StoredProperties.of(row, 11));
  }

  private List<Sender> senders(ProjectContext project, long person) {
    return run(new PersonRows(project).sendersOf(person)).stream()
        .map(row ->
            new Sender(
                IdKind.of(row.get(0)),
                (String) row.get(1),
                (Long) row.get(2),
                time(row.get(3)),
                time(row.get(4)),
                (String) row.get(5)))
        .toList();
  }

  /** Where users were seen, and where the person was anonymous. */
  private List<PersonProfile.Device> devices(PersonRows rows, List<Sender> senders) {
    Map<String, PersonProfile.Device> devices = new TreeMap<>();
    List<Long> users = new ArrayList<>();
    for (Sender sender : senders) {
      switch (sender.kind()) {
        case USER -> users.add(sender.number());
        case DEVICE -> add(devices, sender.id(), sender.firstSeen(), sender.lastSeen());
      }
    }
    for (List<Object> row : run(rows.devicesOf(users))) {
      add(devices, (String) row.get(0), time(row.get(1)), time(row.get(2)));
    }
    return devices.values().stream().limit(DEVICES_MAX).toList();
  }

  private static void add(
      Map<String, PersonProfile.Device> devices, String id, Instant first, Instant last) {
    devices.merge(
        id,
        new PersonProfile.Device(id, first, last),
        (known, more) ->
            new PersonProfile.Device(
                id,
                known.firstSeen().isBefore(first) ? known.firstSeen() : first,
                known.lastSeen().isAfter(last) ? known.lastSeen() : last));
  }

  private Watermark watermark(ProjectContext project) {
    return Watermark.of(run(new ProjectRows(project).watermark()).getFirst());
  }

  private static PropertyHistory history(String hex) {
    return PropertyHistoryCodec.decode(HexFormat.of().parseHex(hex));
  }

  private static Optional<String> sent(Object id) {
    return Optional.of((String) id).filter(text -> !text.isEmpty());
  }

  private static Instant time(Object millis) {
    return Instant.ofEpochMilli((Long) millis);
  }

  private List<List<Object>> run(SqlStatement statement) {
    return engine.run(statement, queryIds.get(), limits).rows();
  }
}
