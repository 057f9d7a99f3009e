SELECT change.1 AS period, change.2 AS state, toInt64(count())
FROM (
SELECT uid, groupUniqArray(transform(roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)})) AS periods
FROM events
WHERE project = {p3:UInt32}
  AND kind = 'track'
  AND day >= {p4:Date} AND day <= {p5:Date}
  AND ts >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND event = {p9:String}
  AND ((mapContains(number, {p10:String}) AND number[{p11:String}] > {p12:Float64}) OR (startsWith(text[{p13:String}], '\x01#') AND toFloat64OrZero(substring(text[{p14:String}], 3)) > {p15:Float64}))
  AND ((u_plan IN {p16:Array(String)}))
GROUP BY uid
)
ARRAY JOIN arrayConcat(
  arrayMap(p -> (p, multiIf(has(periods, p - 1), 'current', arrayExists(q -> q < p, periods), 'resurrected', 'new')), periods),
  arrayMap(p -> (p + 1, 'dormant'), arrayFilter(p -> NOT has(periods, p + 1), periods))) AS change
WHERE period BETWEEN 1 AND {p17:Int64}
GROUP BY period, state
;

SELECT uid
FROM (
SELECT uid, groupUniqArray(transform(roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)})) AS periods
FROM events
WHERE project = {p3:UInt32}
  AND kind = 'track'
  AND day >= {p4:Date} AND day <= {p5:Date}
  AND ts >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND event = {p9:String}
  AND ((mapContains(number, {p10:String}) AND number[{p11:String}] > {p12:Float64}) OR (startsWith(text[{p13:String}], '\x01#') AND toFloat64OrZero(substring(text[{p14:String}], 3)) > {p15:Float64}))
  AND ((u_plan IN {p16:Array(String)}))
GROUP BY uid
)
ARRAY JOIN arrayConcat(
  arrayMap(p -> (p, multiIf(has(periods, p - 1), 'current', arrayExists(q -> q < p, periods), 'resurrected', 'new')), periods),
  arrayMap(p -> (p + 1, 'dormant'), arrayFilter(p -> NOT has(periods, p + 1), periods))) AS change
WHERE change.1 = {p17:Int64} AND change.2 = {p18:String}
ORDER BY uid
