package dev.riffle.ingest.load.delivery;

import dev.riffle.ingest.load.table.EventBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows on their way under one token: a whole batch, or a block of one that the engine refused.
 *
 * <p>The engine's log of tokens is a fence and nothing else: of two owners that send the same token
 * at most one is heard. So every owner must send the same rows under the same token, whatever it
 * found landed and whatever it sees of the log: blocks begin at multiples of their size, and the
 * size is announced before the first of them is sent. A token is given up only when it was answered
 * with yes although rows are missing, that is when the engine has it in its log without the rows.
 *
 * @param batchToken token of the whole batch, of which the tokens of its blocks are made
 * @param cut see {@link Intent}
 * @param from first offset of the piece
 * @param to offset after its last
 * @param rows that are still missing
 * @param givenUp how many tokens have been given up
 * @param fresh whether a yes can be trusted: nobody has sent the token before
 * @param refusals how often the engine has refused the rows as they are now
 */
record Piece(
    String batchToken,
    int cut,
    long from,
    long to,
    EventBlock.Rows rows,
    int givenUp,
    boolean fresh,
    int refusals) {

  /** Rows of a batch in the pieces that its intent announces. */
  static List<Piece> of(Batch batch, EventBlock.Rows rows) {
    int cut = batch.intent().cut();
    if (cut == Intent.WHOLE) {
      return List.of(piece(batch, batch.start(), batch.intent().end(), rows));
    }
    List<Piece> pieces = new ArrayList<>();
    EventBlock.Rows rest = rows;
    while (!rest.isEmpty()) {
      long block = rest.firstOffset() >> cut;
      long from = block << cut;
      long to = (block + 1) << cut;
      pieces.add(piece(batch, from, to, rest.between(from, to)));
      rest = rest.between(to, Long.MAX_VALUE);
    }
    return pieces;
  }

  private static Piece piece(Batch batch, long from, long to, EventBlock.Rows rows) {
    Intent intent = batch.intent();
    return new Piece(intent.token(), intent.cut(), from, to, rows, 0, !batch.inherited(), 0);
  }

  String token() {
    String block = cut == Intent.WHOLE ? "" : "/" + from + "-" + to;
    return batchToken + block + (givenUp == 0 ? "" : "#" + givenUp);
  }

  /** After any answer but a trusted yes: what is missing by what was read back. */
  Piece missing(EventBlock.Rows missing) {
    // what was refused may have been a row that is there now
    int refusalsOfThese = missing.count() == rows.count() ? refusals : 0;
    return new Piece(batchToken, cut, from, to, missing, givenUp, false, refusalsOfThese);
  }

  Piece underNextToken() {
    return new Piece(batchToken, cut, from, to, rows, givenUp + 1, false, refusals);
  }

  Piece refused() {
    return new Piece(batchToken, cut, from, to, rows, givenUp, false, refusals + 1);
  }

  /** The largest blocks that part its rows; only of more than one row. */
  int nextCut() {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(rows.firstOffset() ^ rows.lastOffset());
  }
}
