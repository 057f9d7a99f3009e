SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, toUInt8(1), '', groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
WHERE project = {p1:UInt32}
  AND kind = 'track'
  AND day >= {p2:Date} AND day <= {p3:Date}
  AND ts >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p6:Int64}, 'UTC')
  AND event = {p7:String} AND ((p_device IN {p8:Array(String)})) AND (uid, ts, _source, _offset) IN (SELECT uid, ts, _source, _offset
FROM events
WHERE project = {p9:UInt32}
  AND kind = 'track'
  AND day >= {p10:Date} AND day <= {p11:Date}
  AND ts >= fromUnixTimestamp64Milli({p12:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p13:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p14:Int64}, 'UTC')
  AND event = {p15:String} AND ((p_device IN {p16:Array(String)}))
ORDER BY uid, ts, _source, _offset LIMIT 1 OFFSET {p17:Int64} BY uid)
GROUP BY ROLLUP(k)
LIMIT {p18:Int64}
;

SELECT grouping(k), arrayJoin(range(greatest(transform(roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)}, 0) - {p3:Int64} AS place, 0), least(place + {p4:Int64}, {p5:Int64}))) AS k, toUInt8(1), '', groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
WHERE project = {p6:UInt32}
  AND kind = 'track'
  AND day >= {p7:Date} AND day <= {p8:Date}
  AND ts >= fromUnixTimestamp64Milli({p9:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p10:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p11:Int64}, 'UTC')
  AND event = {p12:String} AND ((p_device IN {p13:Array(String)})) AND (uid, ts, _source, _offset) IN (SELECT uid, ts, _source, _offset
FROM events
WHERE project = {p14:UInt32}
  AND kind = 'track'
  AND day >= {p15:Date} AND day <= {p16:Date}
  AND ts >= fromUnixTimestamp64Milli({p17:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p18:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p19:Int64}, 'UTC')
  AND event = {p20:String} AND ((p_device IN {p21:Array(String)}))
ORDER BY uid, ts, _source, _offset LIMIT 1 OFFSET {p22:Int64} BY uid)
GROUP BY ROLLUP(k)
LIMIT {p23:Int64}
