package dev.riffle.ingest.collect;

import dev.riffle.event.EventRecord;
import dev.riffle.ingest.collect.publication.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log that keeps its records, and answers as it is told. */
final class InMemoryEventLog implements EventLog {
  final List<EventRecord> events = new ArrayList<>();
  Result answer = Result.ACKNOWLEDGED;

  @Override
  public CompletionStage<Result> append(String writer, List<EventRecord> appended) {
    if (answer == Result.ACKNOWLEDGED) {
      events.addAll(appended);
    }
    return CompletableFuture.completedFuture(answer);
  }
}
