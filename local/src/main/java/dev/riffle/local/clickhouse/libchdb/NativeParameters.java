package dev.riffle.local.clickhouse.libchdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/** Query parameters as four parallel C arrays. */
record NativeParameters(
    MemorySegment names,
    MemorySegment nameLengths,
    MemorySegment values,
    MemorySegment valueLengths,
    long count) {

  static NativeParameters allocate(Arena arena, Map<String, String> parameters) {
    int count = parameters.size();
    int slots = Math.max(1, count);
    MemorySegment names = arena.allocate(ADDRESS, slots);
    MemorySegment nameLengths = arena.allocate(JAVA_LONG, slots);
    MemorySegment values = arena.allocate(ADDRESS, slots);
    MemorySegment valueLengths = arena.allocate(JAVA_LONG, slots);
    int slot = 0;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      MemorySegment name = arena.allocateFrom(parameter.getKey());
      MemorySegment value = arena.allocateFrom(parameter.getValue());
      names.setAtIndex(ADDRESS, slot, name);
      nameLengths.setAtIndex(JAVA_LONG, slot, name.byteSize() - 1);
      values.setAtIndex(ADDRESS, slot, value);
      valueLengths.setAtIndex(JAVA_LONG, slot, value.byteSize() - 1);
      slot++;
    }
    return new NativeParameters(names, nameLengths, values, valueLengths, count);
  }
}
