SELECT everything, of_events, event, toString(places), if(of_events = 1, sum(events), count())
FROM (
SELECT grouping(event) AS everything, grouping(uid) AS of_events, event, uid, toUInt64(if(((u_plan IN {p0:Array(String)})), {p1:Int64}, 0) + if(true, {p2:Int64}, 0)) AS place, groupBitOr(bitOr(toUInt128(place), bitShiftLeft(toUInt128(bitXor(place, toUInt64({p3:Int64}))), 64))) AS places, count() AS events
FROM events
WHERE project = {p4:UInt32}
  AND kind = 'track'
  AND day >= {p5:Date} AND day <= {p6:Date}
  AND ts >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
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
  AND ((u_plan IN {p6:Array(String)}))
ORDER BY uid
