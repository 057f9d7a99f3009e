SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, grouping(g), u_plan AS g, groupBitmapIf(uid, matches) AS uniques, countIf(event = {p1:String} AS matches) AS totals, groupBitmap(uid) AS active
FROM events
WHERE project = {p2:UInt32}
  AND kind = 'track'
  AND day >= {p3:Date} AND day <= {p4:Date}
  AND ts >= fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p6:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p7:Int64}, 'UTC')
GROUP BY CUBE(k, g)
LIMIT {p8:Int64}
;

SELECT all_time, k, all_groups, g, sumKahanIf(v0, isFinite(v0)) / countIf(isFinite(v0)), ifNull(maxOrNullIf(v1, isFinite(v1)), nan), quantileExactInclusiveIf({p0:Float64})(toFloat64(times), true), countIf(times >= {p1:Int64} AND times < {p2:Int64}), countIf(times >= {p3:Int64} AND times < {p4:Int64}), countIf(times >= {p5:Int64})
FROM (
SELECT grouping(k) AS all_time, roundDown(toUnixTimestamp64Milli(ts), {p6:Array(Int64)}) AS k, grouping(g) AS all_groups, u_plan AS g, uid, count() AS times, if(countIf(isFinite(x0)) = 0, nan, sumKahanIf(multiIf(mapContains(number, {p7:String}), number[{p8:String}], startsWith(text[{p9:String}], '\x01#'), toFloat64OrZero(substring(text[{p10:String}], 3)), nan) AS x0, isFinite(x0))) AS v0, if(countIf(x1 != '') = 0, nan, toFloat64(uniqExactIf(p_device AS x1, x1 != ''))) AS v1
FROM events
WHERE project = {p11:UInt32}
  AND kind = 'track'
  AND day >= {p12:Date} AND day <= {p13:Date}
  AND ts >= fromUnixTimestamp64Milli({p14:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND event = {p17:String}
GROUP BY GROUPING SETS ((k, g, uid), (k, uid), (g, uid), (uid))
)
GROUP BY all_time, k, all_groups, g
LIMIT {p18:Int64}
;

SELECT g
FROM (
SELECT u_plan AS g, uid, count() AS times, if(countIf(isFinite(x0)) = 0, nan, sumKahanIf(multiIf(mapContains(number, {p0:String}), number[{p1:String}], startsWith(text[{p2:String}], '\x01#'), toFloat64OrZero(substring(text[{p3:String}], 3)), nan) AS x0, isFinite(x0))) AS v0, if(countIf(x1 != '') = 0, nan, toFloat64(uniqExactIf(p_device AS x1, x1 != ''))) AS v1
FROM events
WHERE project = {p4:UInt32}
  AND kind = 'track'
  AND day >= {p5:Date} AND day <= {p6:Date}
  AND ts >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
  AND event = {p10:String}
GROUP BY g, uid
)
GROUP BY g
ORDER BY sumKahanIf(v0, isFinite(v0)) / countIf(isFinite(v0)) DESC, g ASC
LIMIT {p11:Int64}
;

SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, grouping(g), if(u_plan IN {p1:Array(String)}, u_plan, '\x01other') AS g, groupBitmapIf(uid, matches) AS uniques, countIf(event = {p2:String} AS matches) AS totals, groupBitmap(uid) AS active
FROM events
WHERE project = {p3:UInt32}
  AND kind = 'track'
  AND day >= {p4:Date} AND day <= {p5:Date}
  AND ts >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
GROUP BY CUBE(k, g)
LIMIT {p9:Int64}
;

SELECT countIf(isFinite(v0)), sumKahanIf(v0, isFinite(v0)), sumKahanIf(v0 * v0, isFinite(v0)), minIf(v0, isFinite(v0)), maxIf(v0, isFinite(v0))
FROM (
SELECT uid, count() AS times, if(countIf(isFinite(x0)) = 0, nan, sumKahanIf(multiIf(mapContains(number, {p0:String}), number[{p1:String}], startsWith(text[{p2:String}], '\x01#'), toFloat64OrZero(substring(text[{p3:String}], 3)), nan) AS x0, isFinite(x0))) AS v0, if(countIf(x1 != '') = 0, nan, toFloat64(uniqExactIf(p_device AS x1, x1 != ''))) AS v1
FROM events
WHERE project = {p4:UInt32}
  AND kind = 'track'
  AND day >= {p5:Date} AND day <= {p6:Date}
  AND ts >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
  AND event = {p10:String}
GROUP BY uid
)

