package dev.riffle.ingest.load.simulation;

import dev.riffle.ingest.load.delivery.Answer;
import dev.riffle.ingest.load.delivery.Batch;
import dev.riffle.ingest.load.delivery.Delivery;
import dev.riffle.ingest.load.delivery.Effect;
import dev.riffle.ingest.load.delivery.Intent;
import dev.riffle.ingest.load.delivery.Progress;
import dev.riffle.ingest.load.table.EventBlock;
import dev.riffle.ingest.load.table.LandedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One life of a partition's loader: recovers, then cuts, decides and delivers batch after batch by
 * the real state machine. Each {@link #act} does one thing; between two of them anything may
 * happen.
 */
final class SimulatedOwner {
  /** An insert is sent only that many steps after its announcement, or is announced again. */
  private static final int ANNOUNCEMENT_AGE_MAX = 12;

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

  private @Nullable Collected collected;
  private Delivery.@Nullable State state;
  private @Nullable Request sent;
  private Answer lastAnswer = new Answer.Unknown();
  private String lastToken = "";
  private int announcedAt;
  private int seenAt;
  private long newestSeen = -1;
  private long knownFrom;
  private int[] knownAt = new int[0];
  private List<Event> lateDeadLetters = List.of();

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
    return isAlive() && (sent == null || sent.answer() != null);
  }

  boolean isAwaitingInsert() {
    return sent != null && sent.answer() == null;
  }

  boolean isOfAnotherTopic() {
    return part != log.part();
  }

  boolean isIdle() {
    return phase == Phase.COLLECTING && position >= log.end();
  }

  /** The insert has taken too long: nobody knows what becomes of it. */
  void timeOut() {
    if (sent != null) {
      sent.giveUp();
      sent.answer(new Answer.Unknown());
      tell("waits no longer for its insert");
    }
  }

  void end(String why) {
    if (sent != null) {
      sent.giveUp();
    }
    if (phase == Phase.DELIVERING && state != null && isAboutToInsert(state)) {
      journal.count(Happening.OWNER_KILLED_BETWEEN_ANNOUNCE_AND_INSERT);
    }
    phase = Phase.ENDED;
    tell(why);
  }

  /** Does the next thing. */
  void act() {
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

  private boolean stop(String statement) {
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
    long end = end();
    if (end == position) {
      return;
    }
    Collected taken = Collected.of(this, block, end);
    collected = taken;
    Batch batch =
        Batch.of(
            new Batch.Range(part, position, end),
            taken.rows(),
            !taken.unreadable().isEmpty(),
            taken.checksum(),
            announced,
            simulation.nonce());
    countRecovery(batch, taken);
    knownFrom = position;
    knownAt = new int[(int) (end - position)];
    java.util.Arrays.fill(knownAt, seenAt);
    state = Delivery.begin(batch);
    phase = Phase.DELIVERING;
    if (journal.isTold()) {
      tell("cuts " + position + " to " + end + ", inserts " + taken.rows().offsets()
          + ", inherited " + batch.inherited() + " " + taken.entries());
    }
  }

  private long end() {
    long end = log.end();
    if (announced.isEmpty()) {
      return Math.min(end, position + dice.between(1, simulation.plan().batchMax));
    }
    // now and then the log is slow, and the owner waits no longer
    if (end >= announced.get().end() && !dice.perMille(simulation.chance(60))) {
      return announced.get().end();
    }
    end = Math.min(end, announced.get().end());
    if (end > position && dice.coin()) {
      end = dice.between((int) position + 1, (int) end);
    }
    journal.count(Happening.INTENT_CUT_OFF_BY_TRUNCATION);
    return end;
  }

  private void countRecovery(Batch batch, Collected taken) {
    if (batch.inherited()) {
      journal.count(
          taken.landed() == 0
              ? Happening.FOUND_NONE_LANDED
              : batch.rows().isEmpty()
                  ? Happening.FOUND_ALL_LANDED
                  : Happening.FOUND_SOME_LANDED);
    } else if (taken.landed() > 0 && position == 0) {
      journal.count(Happening.READ_AGAIN_FROM_THE_BEGINNING);
    }
  }

  private void deliver() {
    Delivery.State now = state();
    if (now instanceof Delivery.Delivered) {
      finish();
      return;
    }
    Answer answer = carryOut(Delivery.effect(now), now.batch());
    if (answer != null && isAlive()) {
      state = Delivery.next(now, answer);
    }
  }

  private @Nullable Answer carryOut(Effect effect, Batch batch) {
    return switch (effect) {
      case Effect.Announce(Intent intent) -> announce(intent, batch);
      case Effect.Insert insert -> insert(insert, batch);
      case Effect.Stop(String statement) -> stop(statement) ? new Answer.Done() : new Answer.Unknown();
      case Effect.ReadBack(long from, long to) -> readBack(from, to, batch);
      case Effect.KeepDeadLetters(List<Effect.Refusal> refused) -> keepDeadLetters(refused);
      case Effect.StoreDerived(List<Effect.Refusal> refused) -> {
        collected().refused(refused);
        yield new Answer.Done();
      }
      case Effect.Commit(long end) -> commitEnd(end);
    };
  }

  private @Nullable Answer announce(Intent intent, Batch batch) {
    if (protocol.commitsBeforeInsert()) {
      return commitEnd(batch.end());
    }
    Answer answer =
        commit(new Progress(part, batch.start(), Optional.of(intent), ""), epochBefore);
    announcedAt = simulation.now();
    return answer;
  }

  private @Nullable Answer commitEnd(long end) {
    Collected taken = collected();
    Progress progress = new Progress(part, end, state().batch().left(), "");
    return commit(progress, taken.entries().getLast().epoch());
  }

  /** Returns null when it is refused, which ends this owner. */
  private @Nullable Answer commit(Progress progress, int epoch) {
    if (isSuperseded()) {
      journal.count(Happening.COMMIT_REFUSED);
      end("commits " + progress.nextOffset() + ": refused, it is not the owner any more");
      return null;
    }
    boolean answered = !dice.perMille(simulation.chance(simulation.plan().commitUnanswered));
    if (answered || dice.coin()) {
      log.commit(new SimulatedLog.Commit(progress.nextOffset(), progress.metadata(), epoch));
      if (collected != null) {
        collected.entries().stream()
            .filter(entry -> entry.offset() < progress.nextOffset())
            .forEach(simulation.checks()::committed);
      }
      tell("commits " + progress.nextOffset() + " " + progress.intent() + (answered ? "" : ", no answer"));
    } else {
      tell("commits " + progress.nextOffset() + ": lost");
    }
    if (!answered) {
      journal.count(Happening.COMMIT_ANSWER_LOST);
      return new Answer.Unknown();
    }
    return new Answer.Done();
  }

  private @Nullable Answer insert(Effect.Insert insert, Batch batch) {
    if (sent != null) {
      Answer answer = sent.answer();
      sent = null;
      lastAnswer = answer == null ? new Answer.Unknown() : answer;
      tell("hears " + lastAnswer);
      return lastAnswer;
    }
    if (simulation.now() - announcedAt > ANNOUNCEMENT_AGE_MAX && !protocol.commitsBeforeInsert()) {
      journal.count(Happening.ANNOUNCED_AGAIN);
      announce(batch.intent(), batch);
      return null;
    }
    if (insert.token().contains("#")) {
      journal.count(Happening.TOKEN_SWALLOWED_ROWS);
    } else if (insert.token().contains("/")) {
      journal.count(Happening.PIECE_INSERTED);
    }
    lastToken = protocol.token(insert.token(), simulation.attempt());
    List<Entry> rows = new ArrayList<>(insert.rows().count());
    for (int i = 0; i < insert.rows().count(); i++) {
      rows.add(collected().at(insert.rows().offset(i)));
    }
    String statement = lastToken.equals(insert.token()) ? insert.statement() : lastToken;
    sent = new Request(this, rows, statement, lastToken, batch.intent().token());
    sent.arrivesAt = simulation.now() + dice.below(simulation.plan().insertDelay + 1);
    engine.network.add(sent);
    tell("sends");
    if (journal.isTold()) {
      tell(sent.toString());
    }
    return null;
  }

  private Answer readBack(long from, long to, Batch batch) {
    if (!engine.isUp()) {
      return new Answer.Unknown();
    }
    Protocol.Seen back = new Protocol.Seen(engine.landed(part, from, to));
    for (long offset = Math.max(from, batch.start()); offset < Math.min(to, batch.end()); offset++) {
      knownAt[(int) (offset - knownFrom)] = simulation.now();
    }
    if (journal.isTold()) {
      tell("reads back " + from + " to " + to + ": " + back.rows());
    }
    return new Answer.Landed(protocol.readBack(back, batch, lastAnswer));
  }

  private Answer keepDeadLetters(List<Effect.Refusal> refused) {
    List<Event> letters = collected().deadLetters(refused);
    tell("keeps dead letters " + letters);
    if (protocol.keepsDeadLettersAfterCommit()) {
      lateDeadLetters = letters;
    } else {
      simulation.keepDeadLetters(letters);
    }
    return dice.perMille(simulation.chance(100)) ? new Answer.Unknown() : new Answer.Done();
  }

  private void finish() {
    Collected taken = collected();
    if (!lateDeadLetters.isEmpty()) {
      simulation.keepDeadLetters(lateDeadLetters);
      lateDeadLetters = List.of();
      return;
    }
    taken.stored().forEach(index::put);
    position = taken.entries().getLast().offset() + 1;
    epochBefore = taken.entries().getLast().epoch();
    index.appliedTo(part, position);
    simulation.keepIndex(log, index);
    announced = protocol.inherited(state().batch().left());
    collected = null;
    state = null;
    phase = Phase.COLLECTING;
    tell("has delivered up to " + position);
  }

  /** Token of the batch at hand, or of the one that it has inherited. */
  Optional<String> batchToken() {
    return state == null
        ? announced.map(Intent::token)
        : Optional.of(state.batch().intent().token());
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
      case DELIVERING -> mayInsert(state(), token, before);
      case READING_PROGRESS, STOPPING_INHERITED, READING_LANDED, ENDED -> false;
    };
  }

  private boolean mayInsert(Delivery.State now, String token, int before) {
    if (now instanceof Delivery.Delivered || !token.startsWith(now.batch().intent().token())) {
      return false;
    }
    if (isSuperseded()) {
      return true;
    }
    if (token.equals(lastToken) && (sent != null || !isAboutToInsert(now))) {
      return false;
    }
    for (int known : knownAt) {
      if (known <= before) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAboutToInsert(Delivery.State now) {
    return !(now instanceof Delivery.Delivered)
        && (Delivery.effect(now) instanceof Effect.Insert
            || Delivery.effect(now) instanceof Effect.Announce);
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

  private Delivery.State state() {
    return java.util.Objects.requireNonNull(state);
  }

  private Collected collected() {
    return java.util.Objects.requireNonNull(collected);
  }

  private void tell(String what) {
    if (journal.isTold()) {
      journal.tell(this + (isSuperseded() ? " (superseded) " : " ") + what);
    }
  }

  @Override
  public String toString() {
    return "owner " + number + "/" + log.partition;
  }
}
