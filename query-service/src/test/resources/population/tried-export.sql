SELECT count() FROM (SELECT uid FROM (
SELECT uid,
  countIf(kind = 'track' AND event = {p0:String} AND ts >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC')) AS m0,
  countIf(kind = 'track' AND event = {p2:String} AND ts >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC')) AS m1
FROM events
WHERE project = {p4:UInt32}
  AND day >= {p5:Date} AND ts >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC')
  AND day <= {p7:Date} AND ts <= fromUnixTimestamp64Milli({p8:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
  AND kind = 'track' AND event IN {p10:Array(String)}
GROUP BY uid) WHERE ((m0 > 0) AND (m1 = 0)))
