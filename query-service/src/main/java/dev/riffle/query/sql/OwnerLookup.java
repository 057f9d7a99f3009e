package dev.riffle.query.sql;

import dev.riffle.query.Watermark;

/**
 * How a statement finds the owner of a row whose sender's correction waits, where {@link OwnerList}
 * cannot: by a join. Joining a number costs half of what joining a list of stretches costs, so the
 * lists are read only while some sender with many owners waits; the loader rewrites those first.
 */
enum OwnerLookup {
  ONE,
  TWO,
  MANY;

  /** For as many owners as some sender that waits has. */
  static OwnerLookup of(Watermark watermark) {
    if (watermark.ownersMax() <= 1) {
      return ONE;
    }
    return watermark.ownersMax() == 2 ? TWO : MANY;
  }

  /**
   * What stands for the table of events. Of several corrections of a sender the newest one with
   * owners counts; those of properties alone have none. Newest by order and limit, because a
   * hundred thousand aggregates take ten times as long; one hash table, because several of a size
   * like that cost more than they save.
   */
  SqlFragment events(SqlFragment mine) {
    return SqlFragment.sql("(SELECT stored.* REPLACE (")
        .then(person())
        .then(" AS uid)\nFROM events AS stored ANY LEFT JOIN (\n  SELECT aid, ")
        .then(columns())
        .then(" FROM restatements\n  WHERE ")
        .then(mine)
        .then(" AND ")
        .then(condition())
        .then(
            """

              ORDER BY aid, version DESC LIMIT 1 BY aid
            ) AS correction ON stored.aid = correction.aid
            SETTINGS join_algorithm = 'hash') AS events\
            """);
  }

  /** What a row of {@code restatements} tells, beside {@code aid}. */
  private SqlFragment columns() {
    return switch (this) {
      case ONE -> SqlFragment.sql("first_owner");
      case TWO -> SqlFragment.sql("first_owner, second_from, second_owner");
      case MANY -> SqlFragment.sql("owners");
    };
  }

  /** Which rows of {@code restatements}: what came after the watermark may have more owners. */
  private SqlFragment condition() {
    return switch (this) {
      case ONE -> SqlFragment.sql("length(owners) = 1");
      case TWO -> SqlFragment.sql("length(owners) IN (1, 2)");
      case MANY -> SqlFragment.sql("notEmpty(owners)");
    };
  }

  /** The person of a row {@code stored} with its sender's {@code correction}, if there is one. */
  private SqlFragment person() {
    return switch (this) {
      case ONE ->
          SqlFragment.sql("if(correction.first_owner = 0, stored.uid, correction.first_owner)");
      case TWO ->
          SqlFragment.sql(
              """
              if(correction.first_owner = 0, stored.uid,
                if(stored.ts >= correction.second_from, correction.second_owner, correction.first_owner))\
              """);
      case MANY ->
          SqlFragment.sql(
              """
              multiIf(empty(correction.owners), stored.uid,
                length(correction.owners) = 1, correction.owners[1].uid,
                arrayLast(owner -> owner.from_ms <= toUnixTimestamp64Milli(stored.ts), correction.owners).uid)\
              """);
    };
  }
}
