package dev.riffle.acceptance.chaos.check;

import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.util.List;

/** Whether what the loader derives from events agrees with the events that are stored. */
public final class DerivedTables {
  private static final String CATALOG =
      """
      SELECT if(e.name = '', c.name, e.name), e.stored, c.counted
      FROM (SELECT event AS name, count() AS stored FROM events WHERE kind = 'track' GROUP BY name) AS e
      FULL JOIN (
          SELECT name, sum(occurrences) AS counted FROM catalog FINAL WHERE entry = 'event' GROUP BY name
      ) AS c ON c.name = e.name
      WHERE e.stored != c.counted
      """;

  /** Senders whose row is missing, there twice, or has another plan than the latest identify. */
  private static final String PERSONS =
      """
      SELECT e.project, e.aid, p.rows, p.plan, e.plan
      FROM (
          SELECT project, aid, argMaxIf(text['$set.plan'], (ts, _offset), kind = 'identify') AS plan
          FROM events GROUP BY project, aid
      ) AS e
      LEFT JOIN (
          SELECT project, aid, count() AS rows, any(text['plan']) AS plan
          FROM persons FINAL GROUP BY project, aid
      ) AS p ON p.project = e.project AND p.aid = e.aid
      WHERE p.rows != 1 OR p.plan != e.plan
      """;

  private DerivedTables() {}

  /** Compares catalog and persons with the events. */
  public static List<Verdict> check(StoredEvents stored) throws IOException, InterruptedException {
    Examples catalog = new Examples();
    stored.query(CATALOG).lines().forEach(line -> catalog.add("name, stored, counted: " + line));
    Examples persons = new Examples();
    stored
        .query(PERSONS)
        .lines()
        .forEach(line -> persons.add("project, sender, rows, plan, plan by events: " + line));
    String names = stored.query("SELECT uniqExact(event) FROM events").strip() + " names";
    String senders = stored.query("SELECT uniqExact(project, aid) FROM events").strip();
    return List.of(
        catalog.verdict(Invariant.CATALOG_EQUAL, names),
        persons.verdict(Invariant.PERSONS_EQUAL, senders + " senders"));
  }
}
