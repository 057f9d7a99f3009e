package dev.riffle.ingest.load.simulation;

/**
 * What may happen in one run, drawn from its seed: chances per thousand, most of them 0 in most
 * runs, so that there are runs with one kind of fault and runs with many.
 *
 * <p>What is outside the guarantee is left out of random plans, and exactly that:
 *
 * <ul>
 *   <li>{@link #neededTokensLost}: the engine's log forgets a token, or is killed between a part
 *       and its token, while somebody may still insert under that token rows that he saw missing
 *       before;
 *   <li>{@link #intentsLost}: the committed intent is deleted while an insert that it announced is
 *       on its way or a process that announced it is alive.
 * </ul>
 */
final class Plan {
  /** When the engine writes the token of a part. */
  enum TokenOrder {
    BEFORE_PART,
    AFTER_PART
  }

  private static final int WINDOW_WIDE = 10_000;
  static final int KEYS = 10;

  final int partitions;
  final int recordsAtFirst;
  final int recordsLater;
  final int batchMax;
  final int months;
  final int retries;
  final int unreadable;
  final int refused;
  final int replays;

  final TokenOrder tokenOrder;
  final int window;
  final boolean tokenLogLost;
  final int refusedByMistake;
  final int insertAnswerLost;
  final int insertLost;
  final int insertDelay;
  final int insertTimeout;
  final int engineKilled;

  final int commitUnanswered;
  final int ownerKilled;
  final int ownerFrozen;
  final int ownerReplaced;
  final int indexLost;
  final int logSlow;
  final int truncated;
  final int createdAnew;
  final int offsetsDeleted;

  final int faultSteps;
  final int ownerWeight;
  final int networkWeight;
  final int engineWeight;

  /** Outside the guarantee. */
  boolean neededTokensLost;

  /** Outside the guarantee. */
  boolean intentsLost;

  Plan(Dice dice) {
    partitions = dice.below(8) == 0 ? 2 : 1;
    recordsAtFirst = dice.between(1, 10);
    recordsLater = dice.between(0, 12);
    batchMax = dice.between(1, 8);
    months = dice.between(1, 3);
    retries = dice.coin() ? 0 : dice.between(50, 400);
    unreadable = maybe(dice, 4, 150);
    refused = maybe(dice, 3, 250);
    replays = maybe(dice, 2, 20);
    tokenOrder = TokenOrder.values()[dice.below(2)];
    window = dice.below(3) == 0 ? dice.between(1, 6) : WINDOW_WIDE;
    tokenLogLost = dice.below(4) == 0;
    refusedByMistake = maybe(dice, 5, 200);
    insertAnswerLost = maybe(dice, 2, 400);
    insertLost = maybe(dice, 3, 40);
    insertDelay = maybe(dice, 2, 80);
    insertTimeout = maybe(dice, 2, 120);
    engineKilled = maybe(dice, 2, 30);
    commitUnanswered = maybe(dice, 3, 300);
    ownerKilled = maybe(dice, 2, 30);
    ownerFrozen = maybe(dice, 2, 40);
    ownerReplaced = maybe(dice, 2, 30);
    indexLost = maybe(dice, 3, 500);
    logSlow = maybe(dice, 3, 500);
    truncated = maybe(dice, 4, 15);
    createdAnew = maybe(dice, 8, 8);
    offsetsDeleted = maybe(dice, 5, 10);
    faultSteps = dice.between(30, 220);
    ownerWeight = dice.between(1, 6);
    networkWeight = dice.between(1, 6);
    engineWeight = dice.between(1, 6);
  }

  private static int maybe(Dice dice, int oneIn, int greatest) {
    return dice.below(oneIn) == 0 ? dice.between(1, greatest) : 0;
  }
}
