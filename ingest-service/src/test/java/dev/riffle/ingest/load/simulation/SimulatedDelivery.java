package dev.riffle.ingest.load.simulation;

import dev.riffle.ingest.load.delivery.Answer;
import dev.riffle.ingest.load.delivery.Batch;
import dev.riffle.ingest.load.delivery.Delivery;
import dev.riffle.ingest.load.delivery.Effect;
import dev.riffle.ingest.load.delivery.Intent;
import dev.riffle.ingest.load.delivery.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The delivery of one batch by one owner: does what the real state machine asks for. */
final class SimulatedDelivery {
  /** An insert is sent only that many steps after its announcement, or is announced again. */
  private static final int ANNOUNCEMENT_AGE_MAX = 12;

  private static final int DEAD_LETTERS_UNANSWERED = 100;

  private final SimulatedOwner owner;
  private final Simulation simulation;
  private final Collected collected;

  /** Step at which the owner saw last whether the record at an offset has landed. */
  private final int[] knownAt;

  private Delivery.State state;
  private @Nullable Request sent;
  private Answer lastAnswer = new Answer.Unknown();
  private String lastToken = "";
  private int announcedAt;
  private List<Event> lateDeadLetters = List.of();

  /**
   * @param seenAt step at which the owner read what had landed
   */
  SimulatedDelivery(SimulatedOwner owner, Batch batch, Collected collected, int seenAt) {
    this.owner = owner;
    this.simulation = owner.simulation();
    this.collected = collected;
    this.knownAt = new int[(int) (batch.end() - batch.start())];
    Arrays.fill(knownAt, seenAt);
    this.state = Delivery.begin(batch);
  }

  Batch batch() {
    return state.batch();
  }

  Collected collected() {
    return collected;
  }

  boolean isWaiting() {
    return sent != null && sent.answer() == null;
  }

  /** The insert has taken too long: nobody knows what becomes of it. */
  void timeOut() {
    giveUp();
    if (sent != null) {
      sent.answer(new Answer.Unknown());
    }
  }

  void giveUp() {
    if (sent != null) {
      sent.giveUp();
    }
  }

  boolean isAboutToInsert() {
    return !(state instanceof Delivery.Delivered)
        && (Delivery.effect(state) instanceof Effect.Insert
            || Delivery.effect(state) instanceof Effect.Announce);
  }

  /** Does the next thing; returns whether nothing is left. */
  boolean act() {
    if (state instanceof Delivery.Delivered) {
      return true;
    }
    Answer answer = carryOut(Delivery.effect(state));
    if (answer != null && owner.isAlive()) {
      state = Delivery.next(state, answer);
    }
    return false;
  }

  /** Those that are kept too late. */
  List<Event> lateDeadLetters() {
    return lateDeadLetters;
  }

  private @Nullable Answer carryOut(Effect effect) {
    return switch (effect) {
      case Effect.Announce(Intent intent) -> announce(intent);
      case Effect.Insert insert -> insert(insert);
      case Effect.Stop(String statement) ->
          owner.stop(statement) ? new Answer.Done() : new Answer.Unknown();
      case Effect.ReadBack(long from, long to) -> readBack(from, to);
      case Effect.KeepDeadLetters(List<Effect.Refusal> refused) -> keepDeadLetters(refused);
      case Effect.StoreDerived(List<Effect.Refusal> refused) -> {
        collected.refused(refused);
        yield new Answer.Done();
      }
    };
  }

  private @Nullable Answer announce(Intent intent) {
    if (owner.protocol().commitsBeforeInsert()) {
      return commit();
    }
    announcedAt = simulation.now();
    boolean hidden = intent.cut() != Intent.WHOLE && !owner.protocol().announcesCuts();
    Answer answer =
        owner.announce(hidden ? new Intent(intent.end(), intent.token(), Intent.WHOLE) : intent);
    return answer == null || owner.protocol().awaitsAnnouncements() ? answer : new Answer.Done();
  }

  private @Nullable Answer commit() {
    Batch batch = batch();
    Progress progress = new Progress(owner.part(), batch.end(), batch.left(), "");
    return owner.commit(progress, collected.entries().getLast().epoch());
  }

  private @Nullable Answer insert(Effect.Insert insert) {
    if (sent != null) {
      return heard(sent);
    }
    boolean stale = simulation.now() - announcedAt > ANNOUNCEMENT_AGE_MAX;
    if (stale && !owner.protocol().commitsBeforeInsert()) {
      simulation.journal().count(Happening.ANNOUNCED_AGAIN);
      announce(batch().intent());
      return null;
    }
    if (insert.token().contains("#")) {
      simulation.journal().count(Happening.TOKEN_SWALLOWED_ROWS);
    }
    if (insert.token().contains("/")) {
      simulation.journal().count(Happening.PIECE_INSERTED);
    }
    send(insert);
    return null;
  }

  private Answer heard(Request request) {
    Answer answer = request.answer();
    sent = null;
    lastAnswer = answer == null ? new Answer.Unknown() : answer;
    owner.tell("hears " + lastAnswer);
    return lastAnswer;
  }

  private void send(Effect.Insert insert) {
    lastToken = owner.protocol().token(insert.token(), simulation.attempt());
    List<Entry> rows = new ArrayList<>(insert.rows().count());
    for (int i = 0; i < insert.rows().count(); i++) {
      rows.add(collected.at(insert.rows().offset(i)));
    }
    String statement = lastToken.equals(insert.token()) ? insert.statement() : lastToken;
    Request request = new Request(owner, rows, statement, lastToken, batch().intent().token());
    request.arrivesAt =
        simulation.now() + simulation.dice().below(simulation.plan().insertDelay + 1);
    sent = request;
    simulation.engine().network.add(request);
    if (simulation.journal().isTold()) {
      owner.tell("sends the " + request);
    }
  }

  private Answer readBack(long from, long to) {
    if (!simulation.engine().isUp()) {
      return new Answer.Unknown();
    }
    Batch batch = batch();
    Protocol.Seen back = new Protocol.Seen(simulation.engine().landed(owner.part(), from, to));
    long first = Math.max(from, batch.start());
    for (long offset = first; offset < Math.min(to, batch.end()); offset++) {
      knownAt[(int) (offset - batch.start())] = simulation.now();
    }
    if (simulation.journal().isTold()) {
      owner.tell("reads back " + from + " to " + to + ": " + back.rows());
    }
    return new Answer.Landed(owner.protocol().readBack(back, batch, lastAnswer));
  }

  private Answer keepDeadLetters(List<Effect.Refusal> refused) {
    List<Event> letters = collected.deadLetters(refused);
    owner.tell("keeps dead letters " + letters);
    if (owner.protocol().keepsDeadLettersAfterCommit()) {
      lateDeadLetters = letters;
    } else {
      simulation.keepDeadLetters(letters);
    }
    boolean unanswered = simulation.dice().perMille(simulation.chance(DEAD_LETTERS_UNANSWERED));
    return unanswered ? new Answer.Unknown() : new Answer.Done();
  }

  /** See {@link SimulatedOwner#mayInsert}. */
  boolean mayInsert(String token, int before) {
    if (state instanceof Delivery.Delivered || !token.startsWith(batch().intent().token())) {
      return false;
    }
    if (owner.isSuperseded()) {
      return true;
    }
    if (token.equals(lastToken) && (sent != null || !isAboutToInsert())) {
      return false;
    }
    for (int known : knownAt) {
      if (known <= before) {
        return true;
      }
    }
    return false;
  }

  Optional<Intent> left() {
    return batch().left();
  }
}
