package dev.riffle.query.sql;

import dev.riffle.query.Watermark;
import java.util.Optional;

/**
 * The owners of all senders whose corrections wait in one list of numbers, at the place of the
 * sender's number, 0 at all others: a row finds its owner by counting, which costs a third of what
 * a join costs. Numbers are dealt one after the other, so that few places are empty.
 *
 * <p>With more than one owner, the first number says where the places of senders begin. Before them
 * are the stretches of those who had several, and at the place of such a sender is where its own
 * begin, plus {@code 2^31}.
 */
final class OwnerList {
  /** Places for each sender that waits; with more of them empty the join is cheaper. */
  private static final long PLACES_MAX = 64;

  private static final long NUMBERS_MAX = 16_000_000;

  /**
   * What {@code restatements.stretches} has room for. Its twelve numbers are four owners, then the
   * upper and the lower halves of the four times from which on they own, in milliseconds and with
   * {@code 2^42} added, so that none is negative.
   */
  private static final int OWNERS_MAX = 4;

  /**
   * In order, so that of several corrections of a sender the newest is the last: the others get no
   * place, because the gap to the next sender is 0. What came after the watermark may have a
   * greater number, but not a much greater one.
   */
  private static final SqlFragment IN_ORDER =
      SqlFragment.sql("\n      ORDER BY aid, version)\n    SETTINGS max_threads = 1\n  )\n");

  private final boolean one;
  private final long numbersMax;

  private OwnerList(boolean one, long numbersMax) {
    this.one = one;
    this.numbersMax = numbersMax;
  }

  /** Empty where the numbers lie too far apart, or some sender had too many owners. */
  static Optional<OwnerList> of(Watermark watermark) {
    long numbers = watermark.numbersMax();
    return watermark.ownersMax() <= OWNERS_MAX
            && numbers <= NUMBERS_MAX
            && numbers <= PLACES_MAX * watermark.pendingCorrections()
        ? Optional.of(new OwnerList(watermark.ownersMax() <= 1, numbers))
        : Optional.empty();
  }

  /** What stands for the table of events. */
  SqlFragment events(SqlFragment mine) {
    return one ? ofOneOwner(mine) : ofSeveral(mine);
  }

  private SqlFragment ofOneOwner(SqlFragment mine) {
    return SqlFragment.sql(
            """
            (WITH (
              SELECT arrayFlatten(arrayMap((owner, gap) -> arrayResize([owner], gap, 0), firsts, gaps))
              FROM (
                SELECT arrayPushFront(groupArray(aid), 1) AS senders, arrayPushFront(groupArray(first_owner), 0) AS firsts,
                  arrayPushBack(arrayPopFront(arrayDifference(senders)), 1) AS gaps
                FROM (SELECT aid, first_owner\
            """)
        .then(waiting(mine))
        .then(" AND first_owner = second_owner")
        .then(IN_ORDER)
        .then(
            """
            ) AS waiting, waiting[stored.aid] AS owner
            SELECT stored.* REPLACE (if(owner = 0, stored.uid, owner) AS uid) FROM events AS stored) AS events\
            """);
  }

  private SqlFragment ofSeveral(SqlFragment mine) {
    return SqlFragment.sql(
            """
            (WITH (
              SELECT arrayConcat([toUInt32(length(lists) + 2)], lists,
                arrayFlatten(arrayMap((owner, gap) -> arrayResize([owner], gap, 0), places, gaps)))
              FROM (
                SELECT arrayPushFront(groupArray(aid), 0) AS senders, groupArray(first_owner) AS firsts,
                  groupArray(length(stretches)) AS sizes, groupArrayArray(stretches) AS lists,
                  arrayPushFront(arrayMap((owner, size, end) -> if(size = 0, owner, toUInt32(2147483638 + end)), firsts, sizes, arrayCumSum(sizes)), 0) AS places,
                  arrayPushBack(arrayPopFront(arrayDifference(senders)), 1) AS gaps
                FROM (SELECT aid, first_owner, stretches\
            """)
        .then(waiting(mine))
        .then(" AND (first_owner = second_owner OR notEmpty(stretches))")
        .then(IN_ORDER)
        .then(
            """
            ) AS waiting, waiting[stored.aid + waiting[1]] AS owner
            SELECT stored.* REPLACE (if(owner < 2147483648, if(owner = 0, stored.uid, owner),
              arrayLast((person, upper, lower) -> upper * 4294967296 + lower <= toUnixTimestamp64Milli(stored.ts) + 4398046511104,
                arraySlice(waiting, owner - 2147483648, 4), arraySlice(waiting, owner - 2147483644, 4), arraySlice(waiting, owner - 2147483640, 4))) AS uid)
            FROM events AS stored) AS events\
            """);
  }

  private SqlFragment waiting(SqlFragment mine) {
    return SqlFragment.sql(" FROM restatements\n      WHERE ")
        .then(mine)
        .then(" AND first_owner != 0 AND greatest(aid, first_owner) <= ")
        .then(SqlParameter.whole(2 * numbersMax));
  }
}
