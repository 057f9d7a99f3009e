package dev.riffle.ingest.load.delivery;

import dev.riffle.ingest.load.table.EventBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * The delivery of one batch as a state machine: {@link #effect} says what a state asks for, {@link
 * #next} where the answer leads. Both are pure.
 *
 * <p>Nothing is lost: a batch is delivered, and may be committed, only when each of its rows was
 * inserted under a token that nobody had sent before and the engine said yes, or was seen in the
 * table, or is kept as a dead letter. Nothing is doubled: whatever else happens, the insert is
 * stopped, what landed is read back, and only the complement is sent, under a token that every
 * owner of the range uses. docs/delivery.md has the whole argument.
 */
public final class Delivery {
  private static final int REFUSALS_TO_BELIEVE = 2;

  private Delivery() {}

  /** Where a batch stands. */
  public sealed interface State {
    Batch batch();
  }

  record Announcing(Batch batch, Work work) implements State {}

  record Inserting(Batch batch, Work work) implements State {}

  record Stopping(Batch batch, Work work, Answer doubt) implements State {}

  /**
   * @param doubt the answer that could not be trusted
   */
  record ReadingBack(Batch batch, Work work, Answer doubt) implements State {}

  record KeepingDeadLetters(Batch batch, List<Effect.Refusal> refused) implements State {}

  record StoringDerived(Batch batch, List<Effect.Refusal> refused) implements State {}

  /**
   * The end: everything of the batch is durable, and its end may be committed: with the
   * announcement of the next batch, or alone.
   */
  public record Delivered(Batch batch) implements State {}

  /**
   * @param pieces still to be inserted, the first one at hand
   * @param bad pieces that the engine refuses, to be cut when the others are done
   */
  record Work(List<Piece> pieces, List<Piece> bad, List<Effect.Refusal> refused) {
    Work {
      pieces = List.copyOf(pieces);
      bad = List.copyOf(bad);
      refused = List.copyOf(refused);
    }

    Piece piece() {
      return pieces.getFirst();
    }

    Work with(Piece piece) {
      List<Piece> all = new ArrayList<>(pieces);
      all.set(0, piece);
      return new Work(all, bad, refused);
    }

    Work done() {
      return new Work(pieces.subList(1, pieces.size()), bad, refused);
    }

    Work setAside() {
      return new Work(pieces.subList(1, pieces.size()), and(bad, piece()), refused);
    }

    Work without(Effect.Refusal row) {
      return new Work(pieces.subList(1, pieces.size()), bad, and(refused, row));
    }

    private static <T> List<T> and(List<T> some, T one) {
      List<T> all = new ArrayList<>(some);
      all.add(one);
      return all;
    }
  }

  /** A batch of which nothing has been done. */
  public static State begin(Batch batch) {
    return batch.rows().isEmpty()
        ? inserted(batch, List.of())
        : new Announcing(batch, new Work(Piece.of(batch, batch.rows()), List.of(), List.of()));
  }

  /**
   * What a state asks for.
   *
   * @throws IllegalStateException when it is {@link Delivered}
   */
  public static Effect effect(State state) {
    return switch (state) {
      case Announcing(Batch batch, _) -> new Effect.Announce(batch.intent());
      case Inserting(Batch batch, Work work) ->
          new Effect.Insert(work.piece().rows(), batch.intent().token(), work.piece().token());
      case Stopping(Batch batch, _, _) -> new Effect.Stop(batch.intent().token());
      case ReadingBack(_, Work work, _) ->
          new Effect.ReadBack(work.piece().from(), work.piece().to());
      case KeepingDeadLetters(_, List<Effect.Refusal> refused) ->
          new Effect.KeepDeadLetters(refused);
      case StoringDerived(_, List<Effect.Refusal> refused) -> new Effect.StoreDerived(refused);
      case Delivered _ -> throw new IllegalStateException("nothing is left to be done");
    };
  }

  /** Where the answer to {@link #effect} of the state leads. */
  public static State next(State state, Answer answer) {
    return switch (state) {
      case Announcing(Batch batch, Work work) ->
          isDone(answer) ? new Inserting(batch, work) : state;
      case Inserting inserting -> answered(inserting, answer);
      case Stopping(Batch batch, Work work, Answer doubt) ->
          isDone(answer) ? new ReadingBack(batch, work, doubt) : state;
      case ReadingBack readingBack ->
          switch (answer) {
            case Answer.Landed landed ->
                compared(readingBack, readingBack.work().piece().rows().without(landed.rows()));
            case Answer.Unknown _ -> state;
            case Answer.Done _, Answer.Refused _ -> throw unexpected(state, answer);
          };
      case KeepingDeadLetters(Batch batch, List<Effect.Refusal> refused) ->
          isDone(answer) ? new StoringDerived(batch, refused) : state;
      case StoringDerived(Batch batch, _) -> isDone(answer) ? new Delivered(batch) : state;
      case Delivered _ -> throw unexpected(state, answer);
    };
  }

  private static State answered(Inserting state, Answer answer) {
    Batch batch = state.batch();
    Work work = state.work();
    return switch (answer) {
      case Answer.Done _ ->
          work.piece().fresh() ? pieceDone(batch, work) : new ReadingBack(batch, work, answer);
      case Answer.Unknown _, Answer.Refused _ -> new Stopping(batch, work, answer);
      case Answer.Landed _ -> throw unexpected(state, answer);
    };
  }

  private static State compared(ReadingBack state, EventBlock.Rows missing) {
    Work work = state.work();
    if (missing.isEmpty()) {
      return pieceDone(state.batch(), work);
    }
    Piece piece = work.piece().missing(missing);
    return switch (state.doubt()) {
      case Answer.Unknown _ -> goOn(state.batch(), work.with(piece));
      // it was swallowed: the engine has the token in its log and not the rows
      case Answer.Done _ -> goOn(state.batch(), work.with(piece.underNextToken()));
      case Answer.Refused(int code) ->
          missing.count() == work.piece().rows().count()
              ? refused(state.batch(), work.with(piece.refused()), code)
              : goOn(state.batch(), work.with(piece));
      case Answer.Landed _ -> throw unexpected(state, state.doubt());
    };
  }

  // twice, since a connection that breaks inside a row can look like a bad row; what was refused by
  // mistake may have been sent before, and still arrive: it must not be cut
  private static State refused(Batch batch, Work work, int code) {
    Piece piece = work.piece();
    if (piece.refusals() < REFUSALS_TO_BELIEVE) {
      return goOn(batch, work);
    }
    return goOn(
        batch,
        piece.rows().count() == 1
            ? work.without(new Effect.Refusal(piece.rows().firstOffset(), code))
            : work.setAside());
  }

  private static State pieceDone(Batch batch, Work work) {
    return goOn(batch, work.done());
  }

  private static State goOn(Batch batch, Work work) {
    if (!work.pieces().isEmpty()) {
      return new Inserting(batch, work);
    }
    return work.bad().isEmpty() ? inserted(batch, work.refused()) : cut(batch, work);
  }

  // all but the bad pieces have landed, so that whoever inherits the smaller pieces has few of them
  private static State cut(Batch batch, Work work) {
    int cut = work.bad().stream().mapToInt(Piece::nextCut).max().orElseThrow();
    Batch smaller = batch.cutTo(cut);
    List<Piece> pieces =
        work.bad().stream().flatMap(bad -> Piece.of(smaller, bad.rows()).stream()).toList();
    return new Announcing(smaller, new Work(pieces, List.of(), work.refused()));
  }

  private static State inserted(Batch batch, List<Effect.Refusal> refused) {
    return batch.hasDeadLetters() || !refused.isEmpty()
        ? new KeepingDeadLetters(batch, refused)
        : new StoringDerived(batch, refused);
  }

  private static boolean isDone(Answer answer) {
    return switch (answer) {
      case Answer.Done _ -> true;
      case Answer.Unknown _ -> false;
      case Answer.Refused _, Answer.Landed _ ->
          throw new IllegalArgumentException("no answer to this effect: " + answer);
    };
  }

  private static IllegalArgumentException unexpected(State state, Answer answer) {
    return new IllegalArgumentException("no answer to " + state + ": " + answer);
  }
}
