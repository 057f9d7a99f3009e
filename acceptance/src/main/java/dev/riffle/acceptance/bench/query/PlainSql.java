package dev.riffle.acceptance.bench.query;

/** What DuckDB and PostgreSQL both understand, about one table with a column for each property. */
final class PlainSql {
  static final String DAILY_UNIQUES =
      """
      SELECT CAST(ts AS date), plan, count(DISTINCT person) FROM events
      WHERE event = 'page_view' AND ts >= TIMESTAMP '{month} 00:00:00' AND ts < TIMESTAMP '{end} 00:00:00'
      GROUP BY 1, 2
      """;

  static final String SELECTIVE_TOTALS =
      """
      SELECT CAST(ts AS date), count(*) FROM events
      WHERE event = 'invited_teammate' AND page IN ('/page/1', '/page/2', '/page/3')
        AND ts >= TIMESTAMP '{week} 00:00:00' AND ts < TIMESTAMP '{end} 00:00:00'
      GROUP BY 1
      """;

  static final String SUM_BY_COUNTRY =
      """
      SELECT country, sum(amount) FROM events
      WHERE event = 'purchase' AND ts >= TIMESTAMP '{month} 00:00:00' AND ts < TIMESTAMP '{end} 00:00:00'
      GROUP BY 1
      """;

  /** The earliest second step after a first has the earliest third step after it, too. */
  static final String FUNNEL =
      """
      SELECT reached, count(*) FROM (
        SELECT person, max(CASE
            WHEN third <= ts + INTERVAL '7' DAY THEN 3
            WHEN second <= ts + INTERVAL '7' DAY THEN 2 ELSE 1 END) AS reached
        FROM (
          SELECT person, event, ts,
            min(CASE WHEN event = 'add_to_cart' THEN ts END) OVER following AS second,
            min(CASE WHEN event = 'add_to_cart' THEN purchase_after END) OVER following AS third
          FROM (
            SELECT person, event, ts,
              min(CASE WHEN event = 'purchase' THEN ts END) OVER (
                PARTITION BY person ORDER BY ts ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS purchase_after
            FROM events
            WHERE event IN ('item_view', 'add_to_cart', 'purchase')
              AND ts >= TIMESTAMP '{funnelFrom} 00:00:00' AND ts < TIMESTAMP '{funnelLast} 00:00:00') AS purchases
          WINDOW following AS (PARTITION BY person ORDER BY ts ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)) AS steps
        WHERE event = 'item_view' AND ts < TIMESTAMP '{funnelEnd} 00:00:00'
        GROUP BY person) AS persons
      GROUP BY 1
      """;

  static final String RETENTION =
      """
      WITH weeks AS (
        SELECT DISTINCT person, event, CAST(floor((CAST(ts AS date) - DATE '{monday}') / 7.0) AS integer) AS week FROM (
          SELECT person, event, ts FROM events
          WHERE event IN ('session_start', 'page_view')
            AND ts >= TIMESTAMP '{monday} 00:00:00' AND ts < TIMESTAMP '{afterSunday} 00:00:00') AS asked)
      SELECT DATE '{monday}' + started.week * 7, returned.week - started.week, count(*)
      FROM weeks AS started JOIN weeks AS returned
        ON started.person = returned.person AND returned.week > started.week
      WHERE started.event = 'session_start' AND returned.event = 'page_view'
      GROUP BY 1, 2
      """;

  private PlainSql() {}
}
