SELECT toInt64(0), '', toInt64(steps), count()
FROM (
SELECT uid, windowFunnel({p0:Int64})(toUInt64(toUnixTimestamp64Milli(ts)), event = {p1:String} AND ts < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ((u_plan IN {p3:Array(String)})), event = {p4:String} AND ((mapContains(number, {p5:String}) AND number[{p6:String}] > {p7:Float64}) OR (startsWith(text[{p8:String}], '\x01#') AND toFloat64OrZero(substring(text[{p9:String}], 3)) > {p10:Float64})), event = {p11:String}) AS steps
FROM events
WHERE project = {p12:UInt32}
  AND kind = 'track'
  AND day >= {p13:Date} AND day <= {p14:Date}
  AND ts >= fromUnixTimestamp64Milli({p15:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p17:Int64}, 'UTC')
  AND event IN {p18:Array(String)}
GROUP BY uid
HAVING steps > 0
)
GROUP BY steps
LIMIT {p19:Int64}
;

SELECT uid
FROM (
SELECT uid, windowFunnel({p0:Int64})(toUInt64(toUnixTimestamp64Milli(ts)), event = {p1:String} AND ts < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND ((u_plan IN {p3:Array(String)})), event = {p4:String} AND ((mapContains(number, {p5:String}) AND number[{p6:String}] > {p7:Float64}) OR (startsWith(text[{p8:String}], '\x01#') AND toFloat64OrZero(substring(text[{p9:String}], 3)) > {p10:Float64})), event = {p11:String}) AS steps
FROM events
WHERE project = {p12:UInt32}
  AND kind = 'track'
  AND day >= {p13:Date} AND day <= {p14:Date}
  AND ts >= fromUnixTimestamp64Milli({p15:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p17:Int64}, 'UTC')
  AND event IN {p18:Array(String)}
GROUP BY uid
HAVING steps > 0
)
WHERE steps = 2
ORDER BY uid
