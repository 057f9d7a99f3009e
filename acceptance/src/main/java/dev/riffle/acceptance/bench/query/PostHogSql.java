package dev.riffle.acceptance.bench.query;

/**
 * PostHog's statements: those that its insights make, with the person looked up in the overrides,
 * and the property read as the placeholder says. The funnel is its form with window functions; the
 * newer one needs a program of its own inside the engine.
 */
final class PostHogSql {
  private static final String PERSONS =
      """
      FROM posthog_events AS e
      LEFT OUTER JOIN (
          SELECT argMax(o.person_id, o.version) AS person_id, o.distinct_id AS distinct_id
          FROM posthog_overrides AS o WHERE o.team_id = 1
          GROUP BY o.distinct_id HAVING argMax(o.is_deleted, o.version) = 0
          SETTINGS optimize_aggregation_in_order = 1) AS e__override
        ON e.distinct_id = e__override.distinct_id
      """;

  private static final String PERSON =
      "if(not(empty(e__override.distinct_id)), e__override.person_id, e.person_id)";

  static final String DAILY_UNIQUES =
      "SELECT toDate(e.timestamp) AS day, {plan} AS plan, count(DISTINCT "
          + PERSON
          + ") AS persons "
          + PERSONS
          + """
          WHERE e.team_id = 1 AND e.event = 'page_view'
            AND e.timestamp >= toDateTime64('{month} 00:00:00', 6, 'UTC')
            AND e.timestamp < toDateTime64('{end} 00:00:00', 6, 'UTC')
          GROUP BY day, plan
          """;

  static final String SELECTIVE_TOTALS =
      """
      SELECT toDate(e.timestamp) AS day, count() AS total FROM posthog_events AS e
      WHERE e.team_id = 1 AND e.event = 'invited_teammate'
        AND {page} IN ('/page/1', '/page/2', '/page/3')
        AND e.timestamp >= toDateTime64('{week} 00:00:00', 6, 'UTC')
        AND e.timestamp < toDateTime64('{end} 00:00:00', 6, 'UTC')
      GROUP BY day
      """;

  static final String SUM_BY_COUNTRY =
      """
      SELECT {country} AS country, toInt64(sum(toFloat64OrNull({amount}))) AS total
      FROM posthog_events AS e
      WHERE e.team_id = 1 AND e.event = 'purchase'
        AND e.timestamp >= toDateTime64('{month} 00:00:00', 6, 'UTC')
        AND e.timestamp < toDateTime64('{end} 00:00:00', 6, 'UTC')
      GROUP BY country
      """;

  private static final String LATER =
      "OVER (PARTITION BY person ORDER BY timestamp DESC"
          + " ROWS BETWEEN UNBOUNDED PRECEDING AND 0 PRECEDING)";

  static final String FUNNEL =
      "SELECT toString(steps) AS reached, count() FROM (SELECT person, max(steps) AS steps FROM ("
          + "SELECT person, timestamp, if(latest_0 <= latest_1 AND latest_1 <= latest_0 + INTERVAL 7 DAY"
          + " AND latest_1 <= latest_2 AND latest_2 <= latest_0 + INTERVAL 7 DAY, 3,"
          + " if(latest_0 <= latest_1 AND latest_1 <= latest_0 + INTERVAL 7 DAY, 2, 1)) AS steps FROM ("
          + "SELECT person, timestamp, step_0, latest_0, latest_1, min(latest_2) "
          + LATER
          + " AS latest_2 FROM (SELECT person, timestamp, step_0, latest_0, latest_1,"
          + " if(latest_2 < latest_1, NULL, latest_2) AS latest_2 FROM ("
          + "SELECT person, timestamp, step_0, latest_0, min(latest_1) "
          + LATER
          + " AS latest_1, min(latest_2) "
          + LATER
          + " AS latest_2 FROM (SELECT e.timestamp AS timestamp, "
          + PERSON
          + " AS person, if(e.event = 'item_view', 1, 0) AS step_0, if(step_0 = 1, timestamp, NULL) AS latest_0,"
          + " if(e.event = 'add_to_cart', timestamp, NULL) AS latest_1,"
          + " if(e.event = 'purchase', timestamp, NULL) AS latest_2 "
          + PERSONS
          + """
          WHERE e.team_id = 1 AND e.event IN ('item_view', 'add_to_cart', 'purchase')
            AND e.timestamp >= toDateTime64('{funnelFrom} 00:00:00', 6, 'UTC')
            AND e.timestamp < toDateTime64('{funnelLast} 00:00:00', 6, 'UTC'))))
          ) WHERE step_0 = 1 AND timestamp < toDateTime64('{funnelEnd} 00:00:00', 6, 'UTC')
          ) GROUP BY person) GROUP BY reached
          """;

  static final String RETENTION =
      "SELECT toString(toDate(started)) AS week, toString(period) AS period, count(DISTINCT person) FROM ("
          + "SELECT "
          + PERSON
          + " AS person, arraySort(groupUniqArrayIf(toStartOfWeek(e.timestamp, 1), e.event = 'session_start')) AS starts,"
          + " arraySort(groupUniqArrayIf(toStartOfWeek(e.timestamp, 1), e.event = 'page_view')) AS returns,"
          + " arrayJoin(starts) AS started,"
          + " arrayJoin(arrayMap(week -> dateDiff('week', started, week), arrayFilter(week -> week > started, returns))) AS period "
          + PERSONS
          + """
          WHERE e.team_id = 1 AND e.event IN ('session_start', 'page_view')
            AND e.timestamp >= toDateTime64('{monday} 00:00:00', 6, 'UTC')
            AND e.timestamp < toDateTime64('{afterSunday} 00:00:00', 6, 'UTC')
          GROUP BY person) GROUP BY week, period
          """;

  private PostHogSql() {}
}
