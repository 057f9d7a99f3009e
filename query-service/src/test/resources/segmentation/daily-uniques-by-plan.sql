SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, grouping(g), u_plan AS g, groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
WHERE project = {p1:UInt32}
  AND kind = 'track'
  AND day >= {p2:Date} AND day <= {p3:Date}
  AND ts >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p6:Int64}, 'UTC')
  AND event = {p7:String}
GROUP BY CUBE(k, g)
LIMIT {p8:Int64}
;

SELECT u_plan AS g, groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
WHERE project = {p0:UInt32}
  AND kind = 'track'
  AND day >= {p1:Date} AND day <= {p2:Date}
  AND ts >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p5:Int64}, 'UTC')
  AND event = {p6:String}
GROUP BY g
HAVING totals > 0
ORDER BY uniques DESC, g ASC
LIMIT {p7:Int64}
;

SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, grouping(g), if(u_plan IN {p1:Array(String)}, u_plan, '\x01other') AS g, groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
WHERE project = {p2:UInt32}
  AND kind = 'track'
  AND day >= {p3:Date} AND day <= {p4:Date}
  AND ts >= fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p6:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p7:Int64}, 'UTC')
  AND event = {p8:String}
GROUP BY CUBE(k, g)
LIMIT {p9:Int64}
