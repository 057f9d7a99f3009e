package dev.riffle.query.metadata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** What is remembered of keys or their projects is no longer so. */
record KeysChanged() {

  /** Forgets only once the change is committed: before, the old row could be read again. */
  @ApplicationScoped
  static class Listener {
    private final KeyDirectory directory;

    Listener(KeyDirectory directory) {
      this.directory = directory;
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) KeysChanged change) {
      directory.forget();
    }
  }
}
