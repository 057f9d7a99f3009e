SELECT cohort, g, place, toInt64(sum(persons))
FROM (
SELECT entry.1 AS cohort, entry.3 AS g,
  bitOr(bitShiftLeft(bitShiftRight(returned, greatest(cohort, 0) + 1), 1), bitAnd(bitShiftRight(again, greatest(cohort, 0)), 1)) AS reached, count() AS persons
FROM (
SELECT uid, groupArrayIf((period, first_start.1, first_start.2, first_start.1), first_start.1 > 0) AS entries,
  groupBitOrIf(bitShiftLeft(toInt64(1), greatest(period, 0)), last_return > 0 AND period >= 0) AS returned,
  groupBitOrIf(bitShiftLeft(toInt64(1), greatest(period, 0)), last_return > first_start.1 AND period >= 0) AS again
FROM (
SELECT uid, toInt16(transform(roundDown(toUnixTimestamp64Milli(ts) AS ms, {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)})) AS period,
  minIf((ms, u_plan), is_start) AS first_start,
  maxIf(ms, is_return) AS last_return
FROM events
WHERE project = {p3:UInt32}
  AND kind = 'track'
  AND day >= {p4:Date} AND day <= {p5:Date}
  AND ts >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND (((event = {p9:String} AND ts < fromUnixTimestamp64Milli({p10:Int64}, 'UTC')) AS is_start)
    OR ((true) AS is_return))
GROUP BY uid, period
)
GROUP BY uid
)
ARRAY JOIN entries AS entry
WHERE entry.1 >= 0
GROUP BY cohort, g, reached
)
ARRAY JOIN arrayPushFront(arrayDistinct(arrayFilter(place -> place > 0, arrayMap(period -> {p11:Array(Int64)}[period + 1], bitPositionsToArray(reached)))), 0) AS place
GROUP BY cohort, g, place
LIMIT {p12:Int64}
;

SELECT entry.3 AS g, count() AS persons
FROM (
SELECT uid, groupArrayIf((period, first_start.1, first_start.2, first_start.1), first_start.1 > 0) AS entries,
  groupArrayIf((period, last_return), last_return > 0) AS returned
FROM (
SELECT uid, toInt16(transform(roundDown(toUnixTimestamp64Milli(ts) AS ms, {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)})) AS period,
  minIf((ms, u_plan), is_start) AS first_start,
  maxIf(ms, is_return) AS last_return
FROM events
WHERE project = {p3:UInt32}
  AND kind = 'track'
  AND day >= {p4:Date} AND day <= {p5:Date}
  AND ts >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND (((event = {p9:String} AND ts < fromUnixTimestamp64Milli({p10:Int64}, 'UTC')) AS is_start)
    OR ((true) AS is_return))
GROUP BY uid, period
)
GROUP BY uid
)
ARRAY JOIN entries AS entry
WHERE entry.1 >= 0
GROUP BY g
ORDER BY persons DESC, g ASC
LIMIT {p11:Int64}
;

SELECT cohort, g, place, toInt64(sum(persons))
FROM (
SELECT entry.1 AS cohort, if(entry.3 IN {p0:Array(String)}, entry.3, '\x01other') AS g,
  bitOr(bitShiftLeft(bitShiftRight(returned, greatest(cohort, 0) + 1), 1), bitAnd(bitShiftRight(again, greatest(cohort, 0)), 1)) AS reached, count() AS persons
FROM (
SELECT uid, groupArrayIf((period, first_start.1, first_start.2, first_start.1), first_start.1 > 0) AS entries,
  groupBitOrIf(bitShiftLeft(toInt64(1), greatest(period, 0)), last_return > 0 AND period >= 0) AS returned,
  groupBitOrIf(bitShiftLeft(toInt64(1), greatest(period, 0)), last_return > first_start.1 AND period >= 0) AS again
FROM (
SELECT uid, toInt16(transform(roundDown(toUnixTimestamp64Milli(ts) AS ms, {p1:Array(Int64)}), {p2:Array(Int64)}, {p3:Array(Int64)})) AS period,
  minIf((ms, u_plan), is_start) AS first_start,
  maxIf(ms, is_return) AS last_return
FROM events
WHERE project = {p4:UInt32}
  AND kind = 'track'
  AND day >= {p5:Date} AND day <= {p6:Date}
  AND ts >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
  AND (((event = {p10:String} AND ts < fromUnixTimestamp64Milli({p11:Int64}, 'UTC')) AS is_start)
    OR ((true) AS is_return))
GROUP BY uid, period
)
GROUP BY uid
)
ARRAY JOIN entries AS entry
WHERE entry.1 >= 0
GROUP BY cohort, g, reached
)
ARRAY JOIN arrayPushFront(arrayDistinct(arrayFilter(place -> place > 0, arrayMap(period -> {p12:Array(Int64)}[period + 1], bitPositionsToArray(reached)))), 0) AS place
GROUP BY cohort, g, place
LIMIT {p13:Int64}
;

SELECT uid
FROM (
SELECT uid, groupArrayIf((period, first_start.1, first_start.2, first_start.1), first_start.1 > 0) AS entries,
  groupArrayIf((period, last_return), last_return > 0) AS returned
FROM (
SELECT uid, toInt16(transform(roundDown(toUnixTimestamp64Milli(ts) AS ms, {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)})) AS period,
  minIf((ms, u_plan), is_start) AS first_start,
  maxIf(ms, is_return) AS last_return
FROM events
WHERE project = {p3:UInt32}
  AND kind = 'track'
  AND day >= {p4:Date} AND day <= {p5:Date}
  AND ts >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND (((event = {p9:String} AND ts < fromUnixTimestamp64Milli({p10:Int64}, 'UTC')) AS is_start)
    OR ((true) AS is_return))
GROUP BY uid, period
)
GROUP BY uid
)
ARRAY JOIN entries AS entry
WHERE entry.1 >= 0 AND entry.1 = {p11:Int64} AND NOT has({p12:Array(String)}, entry.3)
  AND NOT arrayExists(place -> place = {p13:Int64}, arrayDistinct(arrayFilter(place -> place > 0, arrayMap(period -> {p14:Array(Int64)}[period + 1], arrayMap(r -> r.1 - entry.1, arrayFilter(r -> r.2 > entry.2, returned))))))
ORDER BY uid
