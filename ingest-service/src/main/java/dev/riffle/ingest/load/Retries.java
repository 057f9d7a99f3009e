package dev.riffle.ingest.load;

import dev.riffle.ingest.load.retry.LogPosition;
import dev.riffle.ingest.load.table.EngineWait;
import java.time.Instant;

/** Port: what tells the duplicates of each partition. */
interface Retries {
  /**
   * Complete up to the committed position; takes as long as the engine needs to tell it.
   *
   * @throws dev.riffle.ingest.load.retry.RetryIndexException when the index cannot be used now
   */
  Duplicates open(LogPosition committed, EngineWait wait) throws InterruptedException;

  /** Records received since then are recognised when they are sent again. */
  Instant knownSince();
}
