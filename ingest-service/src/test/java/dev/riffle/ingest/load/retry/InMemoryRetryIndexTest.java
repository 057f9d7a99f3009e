package dev.riffle.ingest.load.retry;

import org.jspecify.annotations.Nullable;

class InMemoryRetryIndexTest extends RetryIndexContract {
  private @Nullable InMemoryRetryIndex index;

  @Override
  RetryIndex open() {
    if (index == null) {
      index = new InMemoryRetryIndex(WINDOW, clock);
    }
    return index;
  }
}
