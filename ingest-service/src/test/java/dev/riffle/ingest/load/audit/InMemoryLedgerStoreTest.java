package dev.riffle.ingest.load.audit;

class InMemoryLedgerStoreTest extends LedgerStoreContract {
  private final InMemoryLedgerStore store = new InMemoryLedgerStore(() -> now);

  @Override
  protected LedgerStore store() {
    return store;
  }
}
