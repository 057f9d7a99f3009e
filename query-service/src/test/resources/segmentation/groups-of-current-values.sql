SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, grouping(g), [person.c0, multiIf(text[{p1:String}] NOT IN ('', '\x01null'), text[{p2:String}], mapContains(number, {p3:String}), concat('\x01#', toString(number[{p4:String}])), '')] AS g, uniqExact(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p5:String}] NOT IN ('', '\x01null'), text[{p6:String}], mapContains(number, {p7:String}), concat('\x01#', toString(number[{p8:String}])), '') AS c0 FROM persons FINAL WHERE project = {p9:UInt32}) AS person USING (uid)
WHERE project = {p10:UInt32}
  AND kind = 'track'
  AND day >= {p11:Date} AND day <= {p12:Date}
  AND ts >= fromUnixTimestamp64Milli({p13:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p14:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND event = {p16:String}
GROUP BY CUBE(k, g)
LIMIT {p17:Int64}
;

SELECT [person.c0, multiIf(text[{p0:String}] NOT IN ('', '\x01null'), text[{p1:String}], mapContains(number, {p2:String}), concat('\x01#', toString(number[{p3:String}])), '')] AS g, uniqExact(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p4:String}] NOT IN ('', '\x01null'), text[{p5:String}], mapContains(number, {p6:String}), concat('\x01#', toString(number[{p7:String}])), '') AS c0 FROM persons FINAL WHERE project = {p8:UInt32}) AS person USING (uid)
WHERE project = {p9:UInt32}
  AND kind = 'track'
  AND day >= {p10:Date} AND day <= {p11:Date}
  AND ts >= fromUnixTimestamp64Milli({p12:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p13:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p14:Int64}, 'UTC')
  AND event = {p15:String}
GROUP BY g
HAVING totals > 0
ORDER BY totals DESC, g ASC
LIMIT {p16:Int64}
;

SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, grouping(g), if(has({p1:Array(Array(String))}, [person.c0, multiIf(text[{p2:String}] NOT IN ('', '\x01null'), text[{p3:String}], mapContains(number, {p4:String}), concat('\x01#', toString(number[{p5:String}])), '')]), [person.c0, multiIf(text[{p6:String}] NOT IN ('', '\x01null'), text[{p7:String}], mapContains(number, {p8:String}), concat('\x01#', toString(number[{p9:String}])), '')], []) AS g, uniqExact(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p10:String}] NOT IN ('', '\x01null'), text[{p11:String}], mapContains(number, {p12:String}), concat('\x01#', toString(number[{p13:String}])), '') AS c0 FROM persons FINAL WHERE project = {p14:UInt32}) AS person USING (uid)
WHERE project = {p15:UInt32}
  AND kind = 'track'
  AND day >= {p16:Date} AND day <= {p17:Date}
  AND ts >= fromUnixTimestamp64Milli({p18:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p19:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p20:Int64}, 'UTC')
  AND event = {p21:String}
GROUP BY CUBE(k, g)
LIMIT {p22:Int64}
