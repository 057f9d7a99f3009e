SELECT u_plan AS g, groupBitmap(uid) AS uniques
FROM events
WHERE project = {p0:UInt32}
  AND kind = 'track'
  AND day >= {p1:Date} AND day <= {p2:Date}
  AND ts >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p5:Int64}, 'UTC')
  AND ((u_country IN {p6:Array(String)}))
GROUP BY g
ORDER BY uniques DESC, g ASC
LIMIT {p7:Int64}
;

SELECT everything, of_events, event, toString(places), if(of_events = 1, sum(events), count())
FROM (
SELECT grouping(event) AS everything, grouping(uid) AS of_events, event, uid, toUInt8(transform(u_plan, {p0:Array(String)}, {p1:Array(Int64)}, {p2:Int64})) AS place, groupBitOr(bitShiftLeft(toUInt128(1), place)) AS places, count() AS events
FROM events
WHERE project = {p3:UInt32}
  AND kind = 'track'
  AND day >= {p4:Date} AND day <= {p5:Date}
  AND ts >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND ((u_country IN {p9:Array(String)}))
GROUP BY GROUPING SETS ((event, uid), (uid), (event, place))
)
GROUP BY everything, of_events, event, places
;

SELECT DISTINCT uid
FROM events
WHERE project = {p0:UInt32}
  AND kind = 'track'
  AND day >= {p1:Date} AND day <= {p2:Date}
  AND ts >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p5:Int64}, 'UTC')
  AND ((u_country IN {p6:Array(String)}))
  AND event = {p7:String}
  AND u_plan NOT IN {p8:Array(String)}
ORDER BY uid
