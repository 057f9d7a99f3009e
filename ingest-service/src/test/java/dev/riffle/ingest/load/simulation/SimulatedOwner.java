package dev.riffle.ingest.load.simulation;

import dev.riffle.ingest.load.delivery.Answer;
import dev.riffle.ingest.load.delivery.Batch;
import dev.riffle.ingest.load.delivery.Intent;
import dev.riffle.ingest.load.delivery.Progress;
import dev.riffle.ingest.load.table.EventBlock;
import dev.riffle.ingest.load.table.LandedRows;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One life of a partition's loader: recovers, then cuts, decides and delivers batch after batch by
 * the real state machine. Each {@link #act} does one thing; between two of them anything may
 * happen.
 */
final class SimulatedOwner {
  /** What an owner is about to do. */
  private enum Phase {
    READING_PROGRESS,
    STOPPING_INHERITED,
    READING_LANDED,
    COLLECTING,
    DELIVERING,
    ENDED
  }

  final SimulatedLog log;
  private final int number;
  private final int part;
  private final int generation;
  private final int begun;
  private final Simulation simulation;
  private final SimulatedEngine engine;
  private final Protocol protocol;
  private final Journal journal;
  private final Dice dice;
  private final EventBlock block = new EventBlock(0);
  int frozenUntil;

  private Phase phase = Phase.READING_PROGRESS;
  private long position;
  private int epochBefore = SimulatedLog.NO_EPOCH;
  private Optional<Intent> announced = Optional.empty();
  private Protocol.Seen seen = Protocol.Seen.NOTHING;
  private LandedRows landed = LandedRows.NONE;
  private RetryIndex index;

  /** Records that are delivered, and not known to be committed. */
  private List<Entry> uncommitted = List.of();

  private List<Event> lateDeadLetters = List.of();
  private @Nullable SimulatedDelivery delivery;
  private int seenAt;
  private long newestSeen = -1;

  SimulatedOwner(int number, SimulatedLog log, Simulation simulation) {
    this.number = number;
    this.log = log;
    this.part = log.part();
    this.begun = simulation.now();
    this.generation = log.newGeneration();
    this.simulation = simulation;
    this.engine = simulation.engine();
    this.protocol = simulation.protocol();
    this.journal = simulation.journal();
    this.dice = simulation.dice();
    this.index = RetryIndex.empty(Plan.KEYS);
  }

  boolean isAlive() {
    return phase != Phase.ENDED;
  }

  boolean isSuperseded() {
    return !log.isCurrent(generation);
  }

  /** Whether it has nothing to wait for. */
  boolean canAct() {
    return isAlive() && !isAwaitingInsert();
  }

  boolean isAwaitingInsert() {
    return delivery != null && delivery.isWaiting();
  }

  boolean isOfAnotherTopic() {
    return part != log.part();
  }

  boolean isIdle() {
    return phase == Phase.COLLECTING && position >= log.end();
  }

  void timeOut() {
    if (delivery != null) {
      delivery.timeOut();
      tell("waits no longer for its insert");
    }
  }

  void end(String why) {
    if (delivery != null) {
      delivery.giveUp();
      if (delivery.isAboutToInsert()) {
        journal.count(Happening.OWNER_KILLED_BETWEEN_ANNOUNCE_AND_INSERT);
      }
    }
    if (!uncommitted.isEmpty()) {
      journal.count(Happening.OWNER_ENDED_BEFORE_COMMIT);
    }
    phase = Phase.ENDED;
    tell(why);
  }

  /** Does the next thing. */
  void act() {
    if (uncommitted.isEmpty()) {
      simulation.keepDeadLetters(lateDeadLetters);
      lateDeadLetters = List.of();
    }
    switch (phase) {
      case READING_PROGRESS -> readProgress();
      case STOPPING_INHERITED -> stopInherited();
      case READING_LANDED -> readLanded();
      case COLLECTING -> collect();
      case DELIVERING -> deliver();
      case ENDED -> throw new IllegalStateException("has ended");
    }
  }

  private void readProgress() {
    if (isSuperseded() || part != log.part()) {
      end("is not the owner any more");
      return;
    }
    SimulatedLog.Commit commit = log.committed();
    Optional<Progress> progress =
        log.hasCommit()
            ? Progress.read(part, commit.offset(), commit.metadata())
            : Optional.empty();
    if (progress.isEmpty()) {
      if (log.hasCommit()) {
        journal.count(Happening.PROGRESS_OF_ANOTHER_TOPIC);
      }
      commit(Progress.at(part, 0), SimulatedLog.NO_EPOCH);
      return;
    }
    position = commit.offset();
    epochBefore = commit.epoch();
    announced = protocol.inherited(progress.get().intent());
    phase = announced.isPresent() ? Phase.STOPPING_INHERITED : Phase.READING_LANDED;
    if (announced.isPresent()) {
      journal.count(Happening.INTENT_INHERITED);
    }
    tell("begins at " + position + " " + announced);
  }

  private void stopInherited() {
    if (stop(announced.orElseThrow().token())) {
      phase = Phase.READING_LANDED;
    }
  }

  boolean stop(String statement) {
    boolean stopped = !protocol.stopsStatements() || engine.stop(statement);
    tell("stops " + statement + (stopped ? "" : ": no answer"));
    return stopped;
  }

  private void readLanded() {
    if (!engine.isUp()) {
      return;
    }
    seen = new Protocol.Seen(engine.landed(part, position, Long.MAX_VALUE));
    landed = seen.landed();
    newestSeen = seen.rows().stream().mapToLong(Entry::offset).max().orElse(-1);
    seenAt = simulation.now();
    index = simulation.index(log);
    if (index.lowerTo(part, position)) {
      simulation.keepIndexNow(log, index);
    }
    index.complete(engine.rows, log.partition);
    phase = Phase.COLLECTING;
    if (journal.isTold()) {
      tell("has landed " + seen.rows());
    }
  }

  private void collect() {
    if (part != log.part() || (isSuperseded() && dice.coin())) {
      end("learns that it is not the owner any more");
      return;
    }
    if (!log.isUncut(position, epochBefore)) {
      log.halted |= !isSuperseded();
      journal.count(Happening.PARTITION_HALTED);
      end("halts: the log before " + position + " is another one");
      return;
    }
    if (!uncommitted.isEmpty() && (position == log.end() || announced.isPresent())) {
      commitAlone();
      return;
    }
    long end = end();
    if (end == position) {
      return;
    }
    Collected taken = Collected.of(this, block, end);
    if (!uncommitted.isEmpty() && taken.rows().isEmpty()) {
      commitAlone();
      return;
    }
    Batch batch =
        Batch.of(
            new Batch.Range(part, position, end),
            taken.rows(),
            !taken.unreadable().isEmpty(),
            protocol.inherited(announced, end),
            simulation.nonce());
    taken.countRecovery(batch, journal);
    delivery = new SimulatedDelivery(this, batch, taken, seenAt);
    phase = Phase.DELIVERING;
    if (journal.isTold()) {
      tell(
          "cuts %d to %d, inserts %s, inherited %s: %s"
              .formatted(
                  position, end, taken.rows().offsets(), batch.inherited(), taken.entries()));
    }
  }

  private long end() {
    long end = log.end();
    if (announced.isEmpty()) {
      return Math.min(end, position + dice.between(1, simulation.plan().batchMax));
    }
    // now and then the log is slow, and the owner waits no longer
    if (end >= announced.get().end()
        && !dice.perMille(simulation.chance(simulation.plan().logSlow))) {
      return announced.get().end();
    }
    end = Math.min(end, announced.get().end());
    if (end > position && dice.coin()) {
      end = dice.between((int) position + 1, (int) end);
    }
    journal.count(Happening.FEWER_RECORDS_THAN_ANNOUNCED);
    return end;
  }

  private void deliver() {
    SimulatedDelivery now = Objects.requireNonNull(delivery);
    if (now.act()) {
      delivered(now);
    }
  }

  private void delivered(SimulatedDelivery done) {
    List<Entry> entries = done.collected().entries();
    done.collected().stored().forEach(index::put);
    position = entries.getLast().offset() + 1;
    epochBefore = entries.getLast().epoch();
    uncommitted = entries;
    lateDeadLetters = done.lateDeadLetters();
    announced = protocol.inherited(done.left());
    delivery = null;
    // what is left may have landed meanwhile
    phase = announced.isPresent() ? Phase.STOPPING_INHERITED : Phase.COLLECTING;
    tell("has delivered up to " + position);
  }

  /** Where the batch begins is where the one before it ends: both are committed. */
  @Nullable Answer announce(Intent intent) {
    boolean both = !uncommitted.isEmpty();
    Progress progress = new Progress(part, position, Optional.of(intent), "");
    Answer answer = commit(progress, epochBefore);
    if (both && uncommitted.isEmpty()) {
      journal.count(Happening.COMMITTED_WITH_ANNOUNCEMENT);
    }
    return answer;
  }

  private void commitAlone() {
    commit(new Progress(part, position, announced, ""), epochBefore);
    if (uncommitted.isEmpty()) {
      journal.count(Happening.COMMITTED_ALONE);
    }
  }

  /** Returns null when it is refused, which ends this owner. */
  @Nullable Answer commit(Progress progress, int epoch) {
    if (isSuperseded()) {
      journal.count(Happening.COMMIT_REFUSED);
      end("commits " + progress.nextOffset() + ": refused, it is not the owner any more");
      return null;
    }
    boolean answered = !dice.perMille(simulation.chance(simulation.plan().commitUnanswered));
    if (answered || dice.coin()) {
      log.commit(new SimulatedLog.Commit(progress.nextOffset(), progress.metadata(), epoch));
      simulation.checks().committed(uncommitted, progress.nextOffset());
      if (delivery != null) {
        simulation.checks().committed(delivery.collected().entries(), progress.nextOffset());
      }
      tell(
          "commits "
              + progress.nextOffset()
              + " "
              + progress.intent()
              + (answered ? "" : ", no answer"));
    } else {
      tell("commits " + progress.nextOffset() + ": lost");
    }
    if (!answered) {
      journal.count(Happening.COMMIT_ANSWER_LOST);
      return new Answer.Unknown();
    }
    if (!uncommitted.isEmpty()) {
      uncommitted = List.of();
      index.appliedTo(part, position);
      simulation.keepIndex(log, index);
    }
    return new Answer.Done();
  }

  /** Token of the batch at hand, or of the one that it has inherited. */
  Optional<String> batchToken() {
    return delivery == null
        ? announced.map(Intent::token)
        : Optional.of(delivery.batch().intent().token());
  }

  /**
   * Whether it may, without reading back before, insert under that token rows that it saw missing
   * before that step; or, when it is not the owner any more, at all.
   */
  boolean mayInsert(String token, int before) {
    return switch (phase) {
      case COLLECTING ->
          announced.isPresent()
              && token.startsWith(announced.get().token())
              && (isSuperseded() || seenAt <= before);
      case DELIVERING -> Objects.requireNonNull(delivery).mayInsert(token, before);
      case READING_PROGRESS, STOPPING_INHERITED, READING_LANDED, ENDED -> false;
    };
  }

  Event.Flaw flawOf(Event event) {
    return event.flawFor(begun);
  }

  boolean isLanded(Entry entry) {
    return protocol.isLanded(entry, landed, seen, announced);
  }

  /** Whether records from there on had landed already when this owner began. */
  boolean readsAgain(Entry entry) {
    return entry.offset() <= newestSeen;
  }

  boolean isRetry(Entry entry) {
    return protocol.isRetry(entry, index);
  }

  Protocol protocol() {
    return protocol;
  }

  int part() {
    return part;
  }

  Simulation simulation() {
    return simulation;
  }

  long position() {
    return position;
  }

  void mark(Entry entry) {
    if (protocol.marksBeforeInsert()) {
      index.put(entry);
      simulation.keepIndexNow(log, index);
    }
  }

  void tell(String what) {
    if (journal.isTold()) {
      journal.tell(this + (isSuperseded() ? " (superseded) " : " ") + what);
    }
  }

  @Override
  public String toString() {
    return "owner " + number + "/" + log.partition;
  }
}
