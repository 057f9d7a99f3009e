package dev.riffle.ingest.load.delivery;

import dev.riffle.ingest.load.table.EventBlock;
import java.util.List;

/**
 * Rows on their way under one token: a whole batch, or a part of one that the engine refused.
 *
 * <p>The engine's log of tokens is a fence and nothing else: of two owners that send the same token
 * at most one is heard. So every owner must come to the same token for the same offsets, whatever
 * it found landed; and a token is given up only when it was answered with yes although rows are
 * missing, that is when the engine has it in its log without the rows.
 *
 * @param batchToken token of the whole batch, of which the tokens of its pieces are made
 * @param from first offset of the piece
 * @param to offset after its last
 * @param rows that are still missing
 * @param givenUp how many tokens have been given up
 * @param fresh whether a yes can be trusted: nobody has sent the token before
 * @param refusals how often the engine has refused the rows as they are now
 */
record Piece(
    String batchToken,
    Cut cut,
    long from,
    long to,
    EventBlock.Rows rows,
    int givenUp,
    boolean fresh,
    int refusals) {

  /** Whether the piece is its whole batch. */
  enum Cut {
    WHOLE,
    PART
  }

  /** Its range is the intent's, so that owners that have less of the log cut it alike. */
  static Piece whole(Batch batch) {
    return new Piece(
        batch.intent().token(),
        Cut.WHOLE,
        batch.start(),
        batch.intent().end(),
        batch.rows(),
        0,
        !batch.inherited(),
        0);
  }

  String token() {
    String range =
        switch (cut) {
          case WHOLE -> "";
          case PART -> "/" + from + "-" + to;
        };
    return batchToken + range + (givenUp == 0 ? "" : "#" + givenUp);
  }

  /** After any answer but a trusted yes: what is missing by what was read back. */
  Piece missing(EventBlock.Rows missing) {
    return new Piece(batchToken, cut, from, to, missing, givenUp, false, refusals);
  }

  Piece underNextToken() {
    return new Piece(batchToken, cut, from, to, rows, givenUp + 1, false, refusals);
  }

  Piece refused() {
    return new Piece(batchToken, cut, from, to, rows, givenUp, false, refusals + 1);
  }

  /** Cut by offsets and not by rows, so that every owner cuts alike. */
  List<Piece> halves(boolean inherited) {
    long middle = from + (to - from) / 2;
    return List.of(part(from, middle, inherited), part(middle, to, inherited));
  }

  private Piece part(long start, long end, boolean inherited) {
    return new Piece(batchToken, Cut.PART, start, end, rows.between(start, end), 0, !inherited, 0);
  }
}
