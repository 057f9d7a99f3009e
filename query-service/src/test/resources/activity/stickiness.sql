SELECT period, days, toInt64(count())
FROM (
SELECT uid, transform(roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)}) AS period,
  uniqExact(roundDown(toUnixTimestamp64Milli(ts), {p3:Array(Int64)})) AS days
FROM events
WHERE project = {p4:UInt32}
  AND kind = 'track'
  AND day >= {p5:Date} AND day <= {p6:Date}
  AND ts >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
  AND event = {p10:String}
  AND ((mapContains(number, {p11:String}) AND number[{p12:String}] > {p13:Float64}) OR (startsWith(text[{p14:String}], '\x01#') AND toFloat64OrZero(substring(text[{p15:String}], 3)) > {p16:Float64}))
  AND ((u_plan IN {p17:Array(String)}))
GROUP BY uid, period
)
GROUP BY period, days
;

SELECT uid
FROM (
SELECT uid, transform(roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)}) AS period,
  uniqExact(roundDown(toUnixTimestamp64Milli(ts), {p3:Array(Int64)})) AS days
FROM events
WHERE project = {p4:UInt32}
  AND kind = 'track'
  AND day >= {p5:Date} AND day <= {p6:Date}
  AND ts >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
  AND event = {p10:String}
  AND ((mapContains(number, {p11:String}) AND number[{p12:String}] > {p13:Float64}) OR (startsWith(text[{p14:String}], '\x01#') AND toFloat64OrZero(substring(text[{p15:String}], 3)) > {p16:Float64}))
  AND ((u_plan IN {p17:Array(String)}))
GROUP BY uid, period
)
WHERE period = {p18:Int64} AND days >= {p19:Int64}
ORDER BY uid
