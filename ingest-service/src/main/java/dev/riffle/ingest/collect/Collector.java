package dev.riffle.ingest.collect;

import dev.riffle.event.EventRecord;
import dev.riffle.ingest.collect.admission.Admission;
import dev.riffle.ingest.collect.admission.KeyHolder;
import dev.riffle.ingest.collect.admission.Keys;
import dev.riffle.ingest.collect.enrichment.Enrichment;
import dev.riffle.ingest.collect.outcome.Outcome;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.Refusal;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import dev.riffle.ingest.collect.outcome.Rejection;
import dev.riffle.ingest.collect.protocol.Answer;
import dev.riffle.ingest.collect.protocol.Door;
import dev.riffle.ingest.collect.protocol.Reading;
import dev.riffle.ingest.collect.protocol.ReceivedBatch;
import dev.riffle.ingest.collect.protocol.ReceivedEvent;
import dev.riffle.ingest.collect.protocol.ReceivedRequest;
import dev.riffle.ingest.collect.protocol.Reply;
import dev.riffle.ingest.collect.publication.EventLog;
import dev.riffle.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The flow of one request: decode, authorise, enrich, admit, publish, answer.
 *
 * <p>Every event is decided on before the first is published, and the answer is a success only when
 * every published one is acknowledged. Never blocks. Thread-safe.
 */
public final class Collector {
  /** What a sender is told to wait when it may try again. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Keys keys;
  private final Enrichment enrichment;
  private final Admission admission;
  private final EventLog log;
  private final CollectMetrics metrics;
  private final InstantSource clock;

  public Collector(
      Keys keys,
      Enrichment enrichment,
      Admission admission,
      EventLog log,
      CollectMetrics metrics,
      InstantSource clock) {
    this.keys = keys;
    this.enrichment = enrichment;
    this.admission = admission;
    this.log = log;
    this.metrics = metrics;
    this.clock = clock;
  }

  public CompletionStage<Reply> collect(Door door, ReceivedRequest request) {
    Instant receivedAt = clock.instant();
    ReceivedBatch batch;
    try {
      batch = door.read(request);
    } catch (RefusedRequestException e) {
      return CompletableFuture.completedFuture(refuse(door, e.refusal()));
    }
    metrics.received(door.vendor(), batch.readings().size());
    if (batch.key().isEmpty()) {
      return refuseAll(door, batch, Problem.MISSING_KEY, "no API key was sent");
    }
    return keys.holder(batch.key(), request.network())
        .thenCompose(holder ->
            switch (holder) {
              case KeyHolder.Project project ->
                  withinRate(door, request, batch, project, receivedAt);
              case KeyHolder.Nobody _ ->
                  refuseAll(
                      door, batch, Problem.UNKNOWN_KEY, "unknown, revoked, or not for writing");
              case KeyHolder.Unavailable _ ->
                  refuseAll(
                      door,
                      batch,
                      Problem.KEYS_UNAVAILABLE,
                      "API keys cannot be looked up at the moment");
              case KeyHolder.Throttled(Duration retryAfter) ->
                  refuseForNow(
                      door,
                      batch,
                      new Refusal(
                          Problem.TOO_MANY_UNKNOWN_KEYS,
                          "",
                          "too many requests with unknown keys came from this network"),
                      retryAfter);
            });
  }

  /** Refuses a request that could not even be read. */
  public Reply refuse(Door door, Refusal refusal) {
    return refuse(door, refusal, List.of(), 0);
  }

  private CompletionStage<Reply> withinRate(
      Door door,
      ReceivedRequest request,
      ReceivedBatch batch,
      KeyHolder.Project holder,
      Instant receivedAt) {
    Duration pause = admission.pause(holder.key(), batch.readings().size());
    return pause.isZero()
        ? publish(
            door, request, decide(batch, holder.project(), receivedAt), holder.key(), receivedAt)
        : refuseForNow(
            door,
            batch,
            new Refusal(
                Problem.RATE_LIMITED, "", "this key sends more events than its rate allows"),
            pause);
  }

  private List<Outcome> decide(ReceivedBatch batch, ProjectId project, Instant receivedAt) {
    List<Outcome> outcomes = new ArrayList<>(batch.readings().size());
    for (Reading reading : batch.readings()) {
      outcomes.add(
          switch (reading) {
            case ReceivedEvent event ->
                admission.admit(enrichment.enriched(event), project, receivedAt);
            case Reading.Unreadable(Rejection rejection) -> rejection;
          });
    }
    return outcomes;
  }

  private CompletionStage<Reply> publish(
      Door door, ReceivedRequest request, List<Outcome> outcomes, String key, Instant receivedAt) {
    List<EventRecord> accepted = new ArrayList<>(outcomes.size());
    List<Rejection> rejected = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Outcome.Accepted(EventRecord event) -> accepted.add(event);
        case Rejection rejection -> rejected.add(rejection);
      }
    }
    metrics.rejected(door.vendor(), rejected);
    if (!rejected.isEmpty() && (accepted.isEmpty() || !door.storesPartOfRequest())) {
      metrics.notStored(door.vendor(), accepted.size());
      return CompletableFuture.completedFuture(
          refuse(
              door,
              new Refusal(
                  Problem.INVALID_EVENTS,
                  "",
                  rejected.size() + " of " + outcomes.size() + " events cannot be accepted"),
              rejected,
              outcomes.size()));
    }
    return log.append(key, accepted)
        .thenApply(result ->
            switch (result) {
              case ACKNOWLEDGED -> {
                metrics.accepted(door.vendor(), accepted.size());
                yield door.reply(
                    new Answer.Stored(
                        accepted.size(), rejected, request.bytesReceived(), receivedAt));
              }
              case UNAVAILABLE ->
                  refuseAccepted(
                      door,
                      accepted,
                      Problem.LOG_UNAVAILABLE,
                      "the events could not be stored at the moment");
              case CROWDED ->
                  refuseAccepted(
                      door,
                      accepted,
                      Problem.KEY_CROWDS_OUT,
                      "too much is on its way at the moment, and most of it came with this key");
              case FULL ->
                  refuseAccepted(
                      door, accepted, Problem.OVERLOADED, "too much is on its way at the moment");
            });
  }

  private Reply refuseAccepted(
      Door door, List<EventRecord> accepted, Problem problem, String message) {
    metrics.notStored(door.vendor(), accepted.size());
    return refuse(door, new Refusal(problem, "", message), List.of(), accepted.size());
  }

  private CompletionStage<Reply> refuseAll(
      Door door, ReceivedBatch batch, Problem problem, String message) {
    metrics.notStored(door.vendor(), batch.readings().size());
    return CompletableFuture.completedFuture(
        refuse(door, new Refusal(problem, "", message), List.of(), batch.readings().size()));
  }

  private CompletionStage<Reply> refuseForNow(
      Door door, ReceivedBatch batch, Refusal refusal, Duration retryAfter) {
    int events = batch.readings().size();
    metrics.notStored(door.vendor(), events);
    metrics.refused(door.vendor(), refusal.problem());
    return CompletableFuture.completedFuture(
        door.reply(new Answer.Refused(refusal, List.of(), events, retryAfter)));
  }

  private Reply refuse(Door door, Refusal refusal, List<Rejection> rejected, int events) {
    metrics.refused(door.vendor(), refusal.problem());
    Duration retryAfter = refusal.problem().retryable() ? RETRY_AFTER : Duration.ZERO;
    return door.reply(new Answer.Refused(refusal, rejected, events, retryAfter));
  }
}
