package dev.riffle.ingest.collect.admission;

import java.util.concurrent.CompletionStage;

/** Who holds a key. */
@FunctionalInterface
public interface Keys {
  /**
   * Never completes exceptionally, and completes at once for a key that is known.
   *
   * @param network where the request comes from
   */
  CompletionStage<KeyHolder> holder(String keyText, String network);
}
