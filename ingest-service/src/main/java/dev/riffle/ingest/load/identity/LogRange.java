package dev.riffle.ingest.load.identity;

import java.util.Map;

/**
 * A stretch of one source partition.
 *
 * @param source as in the column {@code _source}
 * @param from offset, inclusive
 * @param to offset, exclusive
 */
record LogRange(int source, long from, long to) {
  Map<String, Object> parameters() {
    return Map.of("source", Integer.toUnsignedLong(source), "from", from, "to", to);
  }
}
