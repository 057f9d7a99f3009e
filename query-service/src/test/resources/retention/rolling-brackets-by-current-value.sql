SELECT entry.1 AS cohort, entry.3 AS g, place, toInt64(count())
FROM (
SELECT uid, groupArrayIf((period, first_start.1, first_start.2, first_start.1 - positiveModulo(first_start.1 + transform(roundDown(first_start.1, {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)}), 3600000)), first_start.1 > 0) AS entries,
  arrayFlatten(groupArray(returns)) AS returned
FROM (
SELECT uid, toInt16(transform(roundDown(toUnixTimestamp64Milli(ts) AS ms, {p3:Array(Int64)}), {p4:Array(Int64)}, {p5:Array(Int64)})) AS period,
  minIf((ms, person.c0), is_start) AS first_start,
  groupUniqArrayIf(ms, is_return) AS returns
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p6:String}] NOT IN ('', '\x01null'), text[{p7:String}], mapContains(number, {p8:String}), concat('\x01#', toString(number[{p9:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p10:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p11:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p12:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p13:UInt32}
  AND kind = 'track'
  AND day >= {p14:Date} AND day <= {p15:Date}
  AND ts >= fromUnixTimestamp64Milli({p16:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p17:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p18:Int64}, 'UTC')
  AND (((true AND ts < fromUnixTimestamp64Milli({p19:Int64}, 'UTC')) AS is_start)
    OR ((event = {p20:String}) AS is_return))
GROUP BY uid, period
)
GROUP BY uid
)
ARRAY JOIN entries AS entry
ARRAY JOIN arrayPushFront(arrayDistinct(arrayFilter(place -> place > 0, arrayMap(period -> {p21:Array(Int64)}[period + 1], arrayMap(r -> intDiv(r - entry.4, {p22:Int64}), arrayFilter(r -> r > entry.2, returned))))), 0) AS place
WHERE entry.1 >= 0
GROUP BY cohort, g, place
LIMIT {p23:Int64}
;

SELECT entry.3 AS g, count() AS persons
FROM (
SELECT uid, groupArrayIf((period, first_start.1, first_start.2, first_start.1 - positiveModulo(first_start.1 + transform(roundDown(first_start.1, {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)}), 3600000)), first_start.1 > 0) AS entries,
  arrayFlatten(groupArray(returns)) AS returned
FROM (
SELECT uid, toInt16(transform(roundDown(toUnixTimestamp64Milli(ts) AS ms, {p3:Array(Int64)}), {p4:Array(Int64)}, {p5:Array(Int64)})) AS period,
  minIf((ms, person.c0), is_start) AS first_start,
  groupUniqArrayIf(ms, is_return) AS returns
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p6:String}] NOT IN ('', '\x01null'), text[{p7:String}], mapContains(number, {p8:String}), concat('\x01#', toString(number[{p9:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p10:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p11:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p12:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p13:UInt32}
  AND kind = 'track'
  AND day >= {p14:Date} AND day <= {p15:Date}
  AND ts >= fromUnixTimestamp64Milli({p16:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p17:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p18:Int64}, 'UTC')
  AND (((true AND ts < fromUnixTimestamp64Milli({p19:Int64}, 'UTC')) AS is_start)
    OR ((event = {p20:String}) AS is_return))
GROUP BY uid, period
)
GROUP BY uid
)
ARRAY JOIN entries AS entry
WHERE entry.1 >= 0
GROUP BY g
ORDER BY persons DESC, g ASC
LIMIT {p21:Int64}
;

SELECT entry.1 AS cohort, if(entry.3 IN {p0:Array(String)}, entry.3, '\x01other') AS g, place, toInt64(count())
FROM (
SELECT uid, groupArrayIf((period, first_start.1, first_start.2, first_start.1 - positiveModulo(first_start.1 + transform(roundDown(first_start.1, {p1:Array(Int64)}), {p2:Array(Int64)}, {p3:Array(Int64)}), 3600000)), first_start.1 > 0) AS entries,
  arrayFlatten(groupArray(returns)) AS returned
FROM (
SELECT uid, toInt16(transform(roundDown(toUnixTimestamp64Milli(ts) AS ms, {p4:Array(Int64)}), {p5:Array(Int64)}, {p6:Array(Int64)})) AS period,
  minIf((ms, person.c0), is_start) AS first_start,
  groupUniqArrayIf(ms, is_return) AS returns
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p7:String}] NOT IN ('', '\x01null'), text[{p8:String}], mapContains(number, {p9:String}), concat('\x01#', toString(number[{p10:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p11:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p12:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p13:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p14:UInt32}
  AND kind = 'track'
  AND day >= {p15:Date} AND day <= {p16:Date}
  AND ts >= fromUnixTimestamp64Milli({p17:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p18:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p19:Int64}, 'UTC')
  AND (((true AND ts < fromUnixTimestamp64Milli({p20:Int64}, 'UTC')) AS is_start)
    OR ((event = {p21:String}) AS is_return))
GROUP BY uid, period
)
GROUP BY uid
)
ARRAY JOIN entries AS entry
ARRAY JOIN arrayPushFront(arrayDistinct(arrayFilter(place -> place > 0, arrayMap(period -> {p22:Array(Int64)}[period + 1], arrayMap(r -> intDiv(r - entry.4, {p23:Int64}), arrayFilter(r -> r > entry.2, returned))))), 0) AS place
WHERE entry.1 >= 0
GROUP BY cohort, g, place
LIMIT {p24:Int64}
;

SELECT uid
FROM (
SELECT uid, groupArrayIf((period, first_start.1, first_start.2, first_start.1 - positiveModulo(first_start.1 + transform(roundDown(first_start.1, {p0:Array(Int64)}), {p1:Array(Int64)}, {p2:Array(Int64)}), 3600000)), first_start.1 > 0) AS entries,
  arrayFlatten(groupArray(returns)) AS returned
FROM (
SELECT uid, toInt16(transform(roundDown(toUnixTimestamp64Milli(ts) AS ms, {p3:Array(Int64)}), {p4:Array(Int64)}, {p5:Array(Int64)})) AS period,
  minIf((ms, person.c0), is_start) AS first_start,
  groupUniqArrayIf(ms, is_return) AS returns
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p6:String}] NOT IN ('', '\x01null'), text[{p7:String}], mapContains(number, {p8:String}), concat('\x01#', toString(number[{p9:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p10:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p11:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p12:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p13:UInt32}
  AND kind = 'track'
  AND day >= {p14:Date} AND day <= {p15:Date}
  AND ts >= fromUnixTimestamp64Milli({p16:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p17:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p18:Int64}, 'UTC')
  AND (((true AND ts < fromUnixTimestamp64Milli({p19:Int64}, 'UTC')) AS is_start)
    OR ((event = {p20:String}) AS is_return))
GROUP BY uid, period
)
GROUP BY uid
)
ARRAY JOIN entries AS entry
WHERE entry.1 >= 0 AND entry.1 = {p21:Int64} AND NOT has({p22:Array(String)}, entry.3)
  AND NOT arrayExists(place -> place = {p23:Int64}, arrayDistinct(arrayFilter(place -> place > 0, arrayMap(period -> {p24:Array(Int64)}[period + 1], arrayMap(r -> intDiv(r - entry.4, {p25:Int64}), arrayFilter(r -> r > entry.2, returned))))))
ORDER BY uid
