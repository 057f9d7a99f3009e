package dev.riffle.ingest.collect.publication;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Waits for the acknowledgement of every record of one request. Thread-safe. */
final class Acknowledgements implements Callback {
  private static final System.Logger LOG = System.getLogger(Acknowledgements.class.getName());

  private final CompletableFuture<EventLog.Result> result = new CompletableFuture<>();
  private final AtomicInteger outstanding;
  private volatile boolean failed;

  Acknowledgements(int records) {
    this.outstanding = new AtomicInteger(records);
    if (records == 0) {
      result.complete(EventLog.Result.ACKNOWLEDGED);
    }
  }

  @Override
  public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
    if (exception != null) {
      failed = true;
      LOG.log(DEBUG, "a record was not acknowledged: {0}", exception.getClass().getSimpleName());
    }
    count(1);
  }

  /** Gives up records that were not handed to the producer. */
  void abandon(int records) {
    failed = true;
    count(records);
  }

  boolean hasFailed() {
    return failed;
  }

  CompletableFuture<EventLog.Result> result() {
    return result;
  }

  private void count(int records) {
    if (outstanding.addAndGet(-records) == 0) {
      result.complete(failed ? EventLog.Result.UNAVAILABLE : EventLog.Result.ACKNOWLEDGED);
    }
  }
}
