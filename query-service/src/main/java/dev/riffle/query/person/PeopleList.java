package dev.riffle.query.person;

import dev.riffle.event.PropertyValue;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.sql.PersonRows;
import dev.riffle.query.sql.SqlStatement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The persons behind a number, page by page in the order of their numbers: the same conditions that
 * count, at the same watermark. For one thread.
 *
 * <p>Each page looks for the persons anew, so that nothing is held between two of them. While
 * stored events are being corrected, a person may change its number between two pages.
 */
public final class PeopleList {
  /** A stretch of the list. */
  public record Page(List<PersonEntry> persons, OptionalLong last) {}

  private final ProjectContext project;
  private final SqlStatement people;
  private final Watermark watermark;
  private final Supplier<EngineRun> runs;

  /**
   * Makes a list.
   *
   * @param people whose column {@code uid} is the persons
   * @param runs a new one for each page, so that each has its own limits
   */
  public PeopleList(
      ProjectContext project, SqlStatement people, Watermark watermark, Supplier<EngineRun> runs) {
    this.project = project;
    this.people = people;
    this.watermark = watermark;
    this.runs = runs;
  }

  /** A page with its costs; the first one also says how many there are. */
  public PeopleAnswer answer(Optional<PeopleCursor> cursor, int limit, boolean explain) {
    EngineRun run = runs.get();
    OptionalLong total =
        cursor.isPresent()
            ? OptionalLong.empty()
            : OptionalLong.of((Long) run.run(people.count()).rows().getFirst().getFirst());
    Page page = page(run, cursor.map(PeopleCursor::after).orElse(0L), limit);
    Optional<String> next =
        page.last().isPresent()
            ? Optional.of(
                new PeopleCursor(watermark.asOf().orElse(Instant.EPOCH), page.last().getAsLong())
                    .text())
            : Optional.empty();
    return new PeopleAnswer(total, page.persons(), next, run.meta(watermark, List.of(), explain));
  }

  /**
   * Persons after a person.
   *
   * @return with the last one's number when there are more
   */
  public Page page(long after, int limit) {
    return page(runs.get(), after, limit);
  }

  private Page page(EngineRun run, long after, int limit) {
    List<Long> found =
        run.run(people.page(after, limit + 1)).rows().stream()
            .map(row -> (Long) row.getFirst())
            .toList();
    List<Long> shown = found.subList(0, Math.min(limit, found.size()));
    Map<Long, PersonEntry> entries = new HashMap<>();
    if (!shown.isEmpty()) {
      for (List<Object> row : run.run(new PersonRows(project).people(shown)).rows()) {
        entries.put((Long) row.getFirst(), entry(row));
      }
    }
    PersonEntry unknown = new PersonEntry(Optional.empty(), Optional.empty(), Map.of());
    return new Page(
        shown.stream().map(person -> entries.getOrDefault(person, unknown)).toList(),
        found.size() > limit ? OptionalLong.of(shown.getLast()) : OptionalLong.empty());
  }

  /** What is known of several senders together counts, else what is known of the one. */
  private static PersonEntry entry(List<Object> row) {
    boolean merged = (Long) row.get(11) != 0;
    Map<String, PropertyValue> properties = StoredProperties.of(row, merged ? 3 : 7);
    return new PersonEntry(
        Optional.of(IdKind.of(row.get(1))), Optional.of((String) row.get(2)), properties);
  }
}
