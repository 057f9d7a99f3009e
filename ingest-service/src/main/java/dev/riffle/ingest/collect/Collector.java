package dev.riffle.ingest.collect;

import dev.riffle.event.EventRecord;
import dev.riffle.ingest.collect.admission.Admission;
import dev.riffle.ingest.collect.admission.KeyHolder;
import dev.riffle.ingest.collect.admission.Keys;
import dev.riffle.ingest.collect.enrichment.Enrichment;
import dev.riffle.ingest.collect.live.LiveFeed;
import dev.riffle.ingest.collect.live.SettledRequest;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

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
  private final LiveFeed live;
  private final InstantSource clock;

  /** Who is told what became of events. */
  public record Observers(CollectMetrics metrics, LiveFeed live) {}

  public Collector(
      Keys keys,
      Enrichment enrichment,
      Admission admission,
      EventLog log,
      Observers observers,
      InstantSource clock) {
    this.keys = keys;
    this.enrichment = enrichment;
    this.admission = admission;
    this.log = log;
    this.metrics = observers.metrics();
    this.live = observers.live();
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
    SettledRequest settled = new SettledRequest(door.vendor(), receivedAt, batch.readings());
    if (!pause.isZero()) {
      Refusal refusal =
          new Refusal(Problem.RATE_LIMITED, "", "this key sends more events than its rate allows");
      live.show(holder.project(), () -> settled.refused(refusal));
      return refuseForNow(door, batch, refusal, pause);
    }
    List<Outcome> outcomes = decide(batch, holder.project(), receivedAt);
    return publish(
        door,
        request,
        new Decided(
            holder,
            outcomes,
            receivedAt,
            refusal -> live.show(holder.project(), () -> settled.decided(outcomes, refusal))));
  }

  /**
   * A request whose events are decided on.
   *
   * @param show tells viewers what became of it: why the good events are not stored, if they are
   *     not
   */
  private record Decided(
      KeyHolder.Project holder,
      List<Outcome> outcomes,
      Instant receivedAt,
      Consumer<Optional<Refusal>> show) {}

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

  private CompletionStage<Reply> publish(Door door, ReceivedRequest request, Decided decided) {
    List<Outcome> outcomes = decided.outcomes();
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
      Refusal refusal =
          new Refusal(
              Problem.INVALID_EVENTS,
              "",
              rejected.size() + " of " + outcomes.size() + " events cannot be accepted");
      decided.show().accept(Optional.of(refusal));
      return CompletableFuture.completedFuture(refuse(door, refusal, rejected, outcomes.size()));
    }
    return log.append(decided.holder().key(), accepted)
        .thenApply(result ->
            switch (result) {
              case ACKNOWLEDGED -> {
                metrics.accepted(door.vendor(), accepted.size());
                decided.show().accept(Optional.empty());
                yield door.reply(
                    new Answer.Stored(
                        accepted.size(), rejected, request.bytesReceived(), decided.receivedAt()));
              }
              case UNAVAILABLE ->
                  refuseAccepted(
                      door,
                      decided,
                      accepted,
                      Problem.LOG_UNAVAILABLE,
                      "the events could not be stored at the moment");
              case CROWDED ->
                  refuseAccepted(
                      door,
                      decided,
                      accepted,
                      Problem.KEY_CROWDS_OUT,
                      "too much is on its way at the moment, and most of it came with this key");
              case FULL ->
                  refuseAccepted(
                      door,
                      decided,
                      accepted,
                      Problem.OVERLOADED,
                      "too much is on its way at the moment");
            });
  }

  private Reply refuseAccepted(
      Door door, Decided decided, List<EventRecord> accepted, Problem problem, String message) {
    metrics.notStored(door.vendor(), accepted.size());
    Refusal refusal = new Refusal(problem, "", message);
    decided.show().accept(Optional.of(refusal));
    return refuse(door, refusal, List.of(), accepted.size());
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
