SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, grouping(g), [if((uid IN (SELECT uid FROM (
SELECT uid,
  countIf(kind = 'track' AND event = {p1:String} AND ts >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC')) AS m0
FROM events
WHERE project = {p3:UInt32}
  AND day >= {p4:Date} AND ts >= fromUnixTimestamp64Milli({p5:Int64}, 'UTC')
  AND day <= {p6:Date} AND ts <= fromUnixTimestamp64Milli({p7:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND kind = 'track' AND event IN {p9:Array(String)}
GROUP BY uid) WHERE (m0 > 0 AND m0 >= {p10:Float64}))), '\x01true', '\x01false'), u_plan] AS g, groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
WHERE project = {p11:UInt32}
  AND kind = 'track'
  AND day >= {p12:Date} AND day <= {p13:Date}
  AND ts >= fromUnixTimestamp64Milli({p14:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND event = {p17:String}
GROUP BY CUBE(k, g)
LIMIT {p18:Int64}
;

SELECT [if((uid IN (SELECT uid FROM (
SELECT uid,
  countIf(kind = 'track' AND event = {p0:String} AND ts >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC')) AS m0
FROM events
WHERE project = {p2:UInt32}
  AND day >= {p3:Date} AND ts >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC')
  AND day <= {p5:Date} AND ts <= fromUnixTimestamp64Milli({p6:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p7:Int64}, 'UTC')
  AND kind = 'track' AND event IN {p8:Array(String)}
GROUP BY uid) WHERE (m0 > 0 AND m0 >= {p9:Float64}))), '\x01true', '\x01false'), u_plan] AS g, groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
WHERE project = {p10:UInt32}
  AND kind = 'track'
  AND day >= {p11:Date} AND day <= {p12:Date}
  AND ts >= fromUnixTimestamp64Milli({p13:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p14:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND event = {p16:String}
GROUP BY g
HAVING totals > 0
ORDER BY uniques DESC, g ASC
LIMIT {p17:Int64}
;

SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, grouping(g), if(has({p1:Array(Array(String))}, [if((uid IN (SELECT uid FROM (
SELECT uid,
  countIf(kind = 'track' AND event = {p2:String} AND ts >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC')) AS m0
FROM events
WHERE project = {p4:UInt32}
  AND day >= {p5:Date} AND ts >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC')
  AND day <= {p7:Date} AND ts <= fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
  AND kind = 'track' AND event IN {p10:Array(String)}
GROUP BY uid) WHERE (m0 > 0 AND m0 >= {p11:Float64}))), '\x01true', '\x01false'), u_plan]), [if((uid IN (SELECT uid FROM (
SELECT uid,
  countIf(kind = 'track' AND event = {p12:String} AND ts >= fromUnixTimestamp64Milli({p13:Int64}, 'UTC')) AS m0
FROM events
WHERE project = {p14:UInt32}
  AND day >= {p15:Date} AND ts >= fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND day <= {p17:Date} AND ts <= fromUnixTimestamp64Milli({p18:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p19:Int64}, 'UTC')
  AND kind = 'track' AND event IN {p20:Array(String)}
GROUP BY uid) WHERE (m0 > 0 AND m0 >= {p21:Float64}))), '\x01true', '\x01false'), u_plan], []) AS g, groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
WHERE project = {p22:UInt32}
  AND kind = 'track'
  AND day >= {p23:Date} AND day <= {p24:Date}
  AND ts >= fromUnixTimestamp64Milli({p25:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p26:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p27:Int64}, 'UTC')
  AND event = {p28:String}
GROUP BY CUBE(k, g)
LIMIT {p29:Int64}
