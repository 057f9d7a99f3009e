SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, grouping(g), [person.c0, multiIf(text[{p1:String}] NOT IN ('', '\x01null'), text[{p2:String}], mapContains(number, {p3:String}), concat('\x01#', toString(number[{p4:String}])), '')] AS g, groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p5:String}] NOT IN ('', '\x01null'), text[{p6:String}], mapContains(number, {p7:String}), concat('\x01#', toString(number[{p8:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p9:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p10:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p11:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p12:UInt32}
  AND kind = 'track'
  AND day >= {p13:Date} AND day <= {p14:Date}
  AND ts >= fromUnixTimestamp64Milli({p15:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p17:Int64}, 'UTC')
  AND event = {p18:String}
GROUP BY CUBE(k, g)
LIMIT {p19:Int64}
;

SELECT [person.c0, multiIf(text[{p0:String}] NOT IN ('', '\x01null'), text[{p1:String}], mapContains(number, {p2:String}), concat('\x01#', toString(number[{p3:String}])), '')] AS g, groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p4:String}] NOT IN ('', '\x01null'), text[{p5:String}], mapContains(number, {p6:String}), concat('\x01#', toString(number[{p7:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p8:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p9:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p10:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p11:UInt32}
  AND kind = 'track'
  AND day >= {p12:Date} AND day <= {p13:Date}
  AND ts >= fromUnixTimestamp64Milli({p14:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND event = {p17:String}
GROUP BY g
HAVING totals > 0
ORDER BY totals DESC, g ASC
LIMIT {p18:Int64}
;

SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, grouping(g), if(has({p1:Array(Array(String))}, [person.c0, multiIf(text[{p2:String}] NOT IN ('', '\x01null'), text[{p3:String}], mapContains(number, {p4:String}), concat('\x01#', toString(number[{p5:String}])), '')]), [person.c0, multiIf(text[{p6:String}] NOT IN ('', '\x01null'), text[{p7:String}], mapContains(number, {p8:String}), concat('\x01#', toString(number[{p9:String}])), '')], []) AS g, groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p10:String}] NOT IN ('', '\x01null'), text[{p11:String}], mapContains(number, {p12:String}), concat('\x01#', toString(number[{p13:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p14:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p15:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p16:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p17:UInt32}
  AND kind = 'track'
  AND day >= {p18:Date} AND day <= {p19:Date}
  AND ts >= fromUnixTimestamp64Milli({p20:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p21:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p22:Int64}, 'UTC')
  AND event = {p23:String}
GROUP BY CUBE(k, g)
LIMIT {p24:Int64}
