package dev.riffle.query.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.riffle.project.ProjectId;
import dev.riffle.query.engine.Cancellation;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The questions that wait or run now in this process, so that one can see and cancel them. As many
 * as {@link FairQueue.Limits} admit. Thread-safe.
 */
@Singleton
class RunningQuestions {
  private final InstantSource clock;
  private final Supplier<String> ids;
  private final Map<Key, Running> byKey = new ConcurrentHashMap<>();

  /** Ids may be chosen by those who ask: what another project chooses is none of ours. */
  private record Key(ProjectId project, String id) {}

  /** One question between its arrival and its answer. */
  static final class Running {
    private final Key key;
    private final Instant askedAt;
    private final Cancellation cancellation;
    private final CompletableFuture<Outcome> ended = new CompletableFuture<>();
    private volatile IntSupplier place = () -> 0;
    private volatile Optional<Instant> begunAt = Optional.empty();
    private final InstantSource clock;

    private Running(Key key, InstantSource clock) {
      this.key = key;
      this.askedAt = clock.instant();
      this.clock = clock;
      // two projects, that is two askers who do not know of each other, may choose the same id
      this.cancellation = new Cancellation(key.id, key.project.number() + "-" + key.id);
    }

    /**
     * It waits for its turn.
     *
     * @param atPlace of those of its key that wait, from 1; asked by other threads
     */
    void waits(IntSupplier atPlace) {
      place = atPlace;
    }

    /** Its turn has come. */
    void begin() {
      begunAt = Optional.of(clock.instant());
    }

    /** Of those of its key that wait, from 1; 0 when it does not wait. */
    int place() {
      return place.getAsInt();
    }

    /** When its turn came. */
    Optional<Instant> begunAt() {
      return begunAt;
    }

    /**
     * Waits for its end.
     *
     * @return empty when it goes on after that time
     */
    Optional<Outcome> awaitEnd(Duration patience) throws InterruptedException {
      try {
        return Optional.of(ended.get(patience.toNanos(), TimeUnit.NANOSECONDS));
      } catch (TimeoutException e) {
        return Optional.empty();
      } catch (ExecutionException e) {
        throw new IllegalStateException("nothing fails it", e);
      }
    }

    String id() {
      return key.id;
    }

    State state() {
      return begunAt.isPresent() ? State.RUNNING : State.WAITING;
    }

    Instant askedAt() {
      return askedAt;
    }

    Cancellation cancellation() {
      return cancellation;
    }
  }

  /** Whether its turn has come. */
  enum State {
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("running")
    RUNNING
  }

  /** How it ended. */
  enum Outcome {
    /** With an answer. */
    DONE,
    /** With a problem, which whoever asked is told. */
    FAILED,
    CANCELLED
  }

  @Inject
  RunningQuestions(InstantSource clock) {
    this(clock, () -> UUID.randomUUID().toString());
  }

  /**
   * Makes an empty register.
   *
   * @param ids a new name for each question
   */
  RunningQuestions(InstantSource clock, Supplier<String> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Answers a question that can be seen and cancelled meanwhile.
   *
   * @param chosen its id, if the asker has chosen one
   * @throws ProblemException when the project has one of that id here
   */
  <T> T during(ProjectId project, Optional<String> chosen, Function<Running, T> question) {
    Running running = new Running(new Key(project, chosen.orElseGet(ids)), clock);
    if (byKey.putIfAbsent(running.key, running) != null) {
      throw new ProblemException(
          ProblemType.QUERY_ID_IN_USE, "A question of the project with this id waits or runs.");
    }
    Outcome outcome = Outcome.FAILED;
    try {
      T answer = question.apply(running);
      outcome = Outcome.DONE;
      return answer;
    } finally {
      byKey.remove(running.key);
      boolean cancelled = outcome == Outcome.FAILED && running.cancellation.isCancelled();
      running.ended.complete(cancelled ? Outcome.CANCELLED : outcome);
    }
  }

  /** Those of a project, the oldest first. */
  List<Running> of(ProjectId project) {
    return byKey.values().stream()
        .filter(running -> running.key.project.equals(project))
        .sorted(Comparator.comparing(Running::askedAt).thenComparing(Running::id))
        .toList();
  }

  /** Empty when the project has no such question here. */
  Optional<Running> find(ProjectId project, String id) {
    return Optional.ofNullable(byKey.get(new Key(project, id)));
  }

  /** Ids, in the engine, of the statements that run now, of all projects. */
  List<String> statements() {
    return byKey.values().stream()
        .flatMap(running -> running.cancellation.statement().stream())
        .map(Cancellation.Statement::id)
        .toList();
  }

  /**
   * Cancels a question of a project: it leaves the queue, or is stopped in the engine.
   *
   * @return false when the project has no such question
   */
  boolean cancel(ProjectId project, String id) {
    Optional<Running> found = find(project, id);
    found.ifPresent(running -> running.cancellation.cancel());
    return found.isPresent();
  }
}
