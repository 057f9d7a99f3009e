SELECT cohort, g, place, toInt64(sum(persons))
FROM (
SELECT entry.1 AS cohort, entry.3 AS g,
  bitOr(bitShiftLeft(bitShiftRight(returned, greatest(cohort, 0) + 1), 1), bitAnd(bitShiftRight(again, greatest(cohort, 0)), 1)) AS reached, count() AS persons
FROM (
SELECT uid, groupArrayIf((period, first_start, '', first_start), first_start > 0) AS entries,
  groupBitOrIf(bitShiftLeft(toInt64(1), greatest(period, 0)), last_return > 0 AND period >= 0) AS returned,
  groupBitOrIf(bitShiftLeft(toInt64(1), greatest(period, 0)), last_return > first_start AND period >= 0) AS again,
  minIf(first_ever, first_ever > 0) AS ever
FROM (
SELECT uid, toInt16(transform(roundDown(toUnixTimestamp64Milli(ts) AS ms, {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)})) AS period,
  minIf(ms, is_start AND ((u_plan IN {p3:Array(String)}))) AS first_start,
  maxIf(ms, is_return) AS last_return,
  minIf(ms, is_start) AS first_ever
FROM events
WHERE project = {p4:UInt32}
  AND kind = 'track'
  AND day >= {p5:Date} AND day <= {p6:Date}
  AND ts >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
  AND (((event = {p10:String} AND ((mapContains(number, {p11:String}) AND number[{p12:String}] > {p13:Float64}) OR (startsWith(text[{p14:String}], '\x01#') AND toFloat64OrZero(substring(text[{p15:String}], 3)) > {p16:Float64})) AND ts < fromUnixTimestamp64Milli({p17:Int64}, 'UTC')) AS is_start)
    OR ((event = {p18:String}) AS is_return))
GROUP BY uid, period
)
GROUP BY uid
)
ARRAY JOIN entries AS entry
WHERE entry.1 >= 0 AND entry.2 = ever
GROUP BY cohort, g, reached
)
ARRAY JOIN arrayPushFront(arraySlice(arrayReverseSort(arrayMap(period -> least(period, {p19:Int64}) + 1, bitPositionsToArray(reached))), 1, 1), 0) AS place
GROUP BY cohort, g, place
LIMIT {p20:Int64}
;

SELECT uid
FROM (
SELECT uid, groupArrayIf((period, first_start, '', first_start), first_start > 0) AS entries,
  groupArrayIf((period, last_return), last_return > 0) AS returned,
  minIf(first_ever, first_ever > 0) AS ever
FROM (
SELECT uid, toInt16(transform(roundDown(toUnixTimestamp64Milli(ts) AS ms, {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)})) AS period,
  minIf(ms, is_start AND ((u_plan IN {p3:Array(String)}))) AS first_start,
  maxIf(ms, is_return) AS last_return,
  minIf(ms, is_start) AS first_ever
FROM events
WHERE project = {p4:UInt32}
  AND kind = 'track'
  AND day >= {p5:Date} AND day <= {p6:Date}
  AND ts >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
  AND (((event = {p10:String} AND ((mapContains(number, {p11:String}) AND number[{p12:String}] > {p13:Float64}) OR (startsWith(text[{p14:String}], '\x01#') AND toFloat64OrZero(substring(text[{p15:String}], 3)) > {p16:Float64})) AND ts < fromUnixTimestamp64Milli({p17:Int64}, 'UTC')) AS is_start)
    OR ((event = {p18:String}) AS is_return))
GROUP BY uid, period
)
GROUP BY uid
)
ARRAY JOIN entries AS entry
WHERE entry.1 >= 0 AND entry.2 = ever AND entry.1 = {p19:Int64}
  AND NOT arrayExists(place -> place >= {p20:Int64}, arraySlice(arrayReverseSort(arrayMap(period -> least(period, {p21:Int64}) + 1, arrayMap(r -> r.1 - entry.1, arrayFilter(r -> r.2 > entry.2, returned)))), 1, 1))
ORDER BY uid
