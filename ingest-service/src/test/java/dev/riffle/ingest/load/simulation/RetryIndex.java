package dev.riffle.ingest.load.simulation;

import java.util.List;

/**
 * The first occurrence of each message key, by one owner. It may lag behind what is stored, and may
 * be lost: then it is completed from the table.
 */
final class RetryIndex {
  private final int[] ingestIds;
  private final int[] parts;
  private final long[] offsets;
  private int appliedPart;
  private long appliedOffset;

  private RetryIndex(int[] ingestIds, int[] parts, long[] offsets) {
    this.ingestIds = ingestIds;
    this.parts = parts;
    this.offsets = offsets;
  }

  static RetryIndex empty(int keys) {
    return new RetryIndex(new int[keys + 1], new int[keys + 1], new long[keys + 1]);
  }

  RetryIndex copy() {
    RetryIndex copy = new RetryIndex(ingestIds.clone(), parts.clone(), offsets.clone());
    copy.appliedPart = appliedPart;
    copy.appliedOffset = appliedOffset;
    return copy;
  }

  /** Takes what the table has and this has not seen. */
  void complete(List<Entry> rows, int partition) {
    for (Entry row : rows) {
      boolean unseen =
          row.part() == appliedPart ? row.offset() >= appliedOffset : row.part() > appliedPart;
      if (unseen && (row.part() & 0xFFFF) == partition) {
        put(row);
      }
    }
  }

  void put(Entry row) {
    int key = row.event().key;
    if (key == 0 || (ingestIds[key] != 0 && !isBefore(row.part(), row.offset(), key))) {
      return;
    }
    ingestIds[key] = row.event().ingestId;
    parts[key] = row.part();
    offsets[key] = row.offset();
  }

  void appliedTo(int part, long offset) {
    appliedPart = part;
    appliedOffset = offset;
  }

  /**
   * What lies before the offset may become rows anew, when offsets were reset or are used again.
   *
   * @return whether it says less now
   */
  boolean lowerTo(int part, long offset) {
    boolean lower = part == appliedPart && offset < appliedOffset;
    if (lower) {
      appliedOffset = offset;
    }
    return lower;
  }

  /** Whether there is any entry for the key: not the rule. */
  boolean hasSeen(Entry entry) {
    return entry.event().key != 0 && ingestIds[entry.event().key] != 0;
  }

  boolean isDuplicate(Entry entry) {
    int key = entry.event().key;
    return key != 0
        && ingestIds[key] != 0
        && ingestIds[key] != entry.event().ingestId
        && (parts[key] != entry.part() || offsets[key] <= entry.offset());
  }

  private boolean isBefore(int part, long offset, int key) {
    return part == parts[key] ? offset < offsets[key] : part < parts[key];
  }
}
