package dev.riffle.ingest.load.catalog;

import java.util.Collection;

/**
 * Port: the durable counts of one source partition. Every method may throw an {@link
 * dev.riffle.ingest.load.table.EngineException}, and may then be called again.
 */
public interface CatalogStore {
  /** All counts of the partition, the newest of each. */
  Collection<CatalogCount> load();

  /**
   * Stores absolute counts; they are durable when this returns. Storing the same again, or an older
   * one after a newer one, changes nothing.
   */
  void store(Collection<CatalogCount> counts);
}
