package dev.riffle.ingest.load.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which records of one partition are in the table already. An offset alone does not say so: offsets
 * are used again after a topic has been created anew, or a log truncated. Offset and ingest id must
 * both match.
 */
public final class LandedRows {
  public static final LandedRows NONE = new LandedRows(Map.of());

  private final Map<Long, Set<Long>> ingestIds;

  private LandedRows(Map<Long, Set<Long>> ingestIds) {
    this.ingestIds = ingestIds;
  }

  public boolean contains(long offset, long ingestId) {
    Set<Long> ids = ingestIds.get(offset);
    return ids != null && ids.contains(ingestId);
  }

  public int size() {
    return ingestIds.values().stream().mapToInt(Set::size).sum();
  }

  /** Collects rows as they are read. */
  public static final class Builder {
    private final Map<Long, Set<Long>> ingestIds = new HashMap<>();

    public Builder add(long offset, long ingestId) {
      ingestIds.computeIfAbsent(offset, _ -> new HashSet<>(2)).add(ingestId);
      return this;
    }

    public LandedRows build() {
      return new LandedRows(ingestIds);
    }
  }
}
