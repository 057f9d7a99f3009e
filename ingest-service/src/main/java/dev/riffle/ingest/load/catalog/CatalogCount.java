package dev.riffle.ingest.load.catalog;

import dev.riffle.project.ProjectId;

/**
 * How often a name, a type of a property or a value of a property has occurred in one source
 * partition, up to an offset.
 *
 * @param detail the type's or the value's text; empty for events
 * @param offset of the last record that is counted: of a replay, only later records count
 */
public record CatalogCount(
    ProjectId project,
    Entry entry,
    String name,
    String detail,
    long occurrences,
    long firstSeenMillis,
    long lastSeenMillis,
    long offset) {

  /** What is counted; codes are those of the column {@code catalog.entry}. */
  public enum Entry {
    EVENT(1),
    EVENT_PROPERTY(2),
    USER_PROPERTY(3),
    EVENT_VALUE(4),
    USER_VALUE(5);

    private final int code;

    Entry(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }

    public static Entry of(int code) {
      for (Entry entry : values()) {
        if (entry.code == code) {
          return entry;
        }
      }
      throw new IllegalArgumentException("unknown entry: " + code);
    }
  }
}
