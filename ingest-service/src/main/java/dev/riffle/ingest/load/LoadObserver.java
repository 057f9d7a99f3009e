package dev.riffle.ingest.load;

/** Told what one partition's loading does, for metrics. Called on the partition's thread. */
public interface LoadObserver extends BatchDelivery.Observer {
  /**
   * A batch is stored.
   *
   * @param stored rows inserted
   * @param alreadyLanded records whose rows were in the table
   * @param unreadable records kept as bytes, those that the engine refused among them
   */
  void batchStored(int stored, int alreadyLanded, int unreadable);

  /** User property operations that had no effect. */
  void operationsWithoutEffect(int refused, int tooLate);

  /** For tests and tools that do not look. */
  LoadObserver NONE =
      new LoadObserver() {
        @Override
        public void inserted(int rows, long nanos) {}

        @Override
        public void readBack(int rows, int landed, boolean swallowed) {}

        @Override
        public void batchStored(int stored, int alreadyLanded, int unreadable) {}

        @Override
        public void operationsWithoutEffect(int refused, int tooLate) {}
      };
}
