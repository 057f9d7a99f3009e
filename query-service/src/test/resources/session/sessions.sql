SELECT all_time, k, all_groups, g, toInt64(sum(times)), toInt64(count()), toInt64(countIf(times > 1)), toInt64(sum(done)), sum(took), quantileExactInclusiveArray(0.5)(lengths)
FROM (
SELECT grouping(k) AS all_time, roundDown(began, {p0:Array(Int64)}) AS k, toUInt8(1) AS all_groups, '' AS g, uid,
 count() AS times, sum(events) AS done, sum(lasted) AS took, groupArray(lasted) AS lengths
FROM (
SELECT uid, session[1].1 AS began, arrayFilter(ms -> ms <= began + {p1:Int64}, session.1) AS times, length(times) AS events, times[-1] - began AS lasted
FROM (
SELECT uid, arrayJoin(arraySplit((e, before) -> e.1 - before.1 > if(client = '', {p2:Int64}, {p3:Int64}), acts, arrayPushFront(arrayPopBack(acts), acts[1]))) AS session
FROM (
SELECT uid, client, arraySort(groupArray((e.1, e.2, e.3, e.5))) AS acts
FROM (
SELECT uid, arraySort(groupArray((ms, _source, _offset, session_id, meets))) AS life, arrayMap((e, before) -> e.1 - before.1, life, arrayPushFront(arrayPopBack(life), life[1])) AS pauses, arrayFill((id, pause) -> id != '' OR pause > {p4:Int64}, life.4, pauses) AS filled, arrayReverseFill((id, pause) -> id != '' OR pause > {p5:Int64}, filled, arrayPushBack(arrayPopFront(pauses), 0)) AS clients
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, _source, _offset, session_id, toUInt8(((u_plan IN {p6:Array(String)}))) AS meets
FROM events
WHERE project = {p7:UInt32}
  AND kind = 'track'
  AND day >= {p8:Date} AND day <= {p9:Date}
  AND ts >= fromUnixTimestamp64Milli({p10:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p11:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p12:Int64}, 'UTC')

) GROUP BY uid
) ARRAY JOIN life AS e, clients AS client
GROUP BY uid, client
)
)
WHERE session[1].4 = 1 AND began >= {p13:Int64} AND began < {p14:Int64}
)
GROUP BY GROUPING SETS ((k, uid), (uid))
)
GROUP BY all_time, k, all_groups, g
LIMIT {p15:Int64}
;

SELECT uid
FROM (
SELECT uid, session[1].1 AS began, arrayFilter(ms -> ms <= began + {p0:Int64}, session.1) AS times, length(times) AS events, times[-1] - began AS lasted
FROM (
SELECT uid, arrayJoin(arraySplit((e, before) -> e.1 - before.1 > if(client = '', {p1:Int64}, {p2:Int64}), acts, arrayPushFront(arrayPopBack(acts), acts[1]))) AS session
FROM (
SELECT uid, client, arraySort(groupArray((e.1, e.2, e.3, e.5))) AS acts
FROM (
SELECT uid, arraySort(groupArray((ms, _source, _offset, session_id, meets))) AS life, arrayMap((e, before) -> e.1 - before.1, life, arrayPushFront(arrayPopBack(life), life[1])) AS pauses, arrayFill((id, pause) -> id != '' OR pause > {p3:Int64}, life.4, pauses) AS filled, arrayReverseFill((id, pause) -> id != '' OR pause > {p4:Int64}, filled, arrayPushBack(arrayPopFront(pauses), 0)) AS clients
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, _source, _offset, session_id, toUInt8(((u_plan IN {p5:Array(String)}))) AS meets
FROM events
WHERE project = {p6:UInt32}
  AND kind = 'track'
  AND day >= {p7:Date} AND day <= {p8:Date}
  AND ts >= fromUnixTimestamp64Milli({p9:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p10:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p11:Int64}, 'UTC')

) GROUP BY uid
) ARRAY JOIN life AS e, clients AS client
GROUP BY uid, client
)
)
WHERE session[1].4 = 1 AND began >= {p12:Int64} AND began < {p13:Int64}
)
GROUP BY uid HAVING count() > 1
ORDER BY uid
;

SELECT all_time, k, all_groups, g, toInt64(sum(times)), toInt64(count()), toInt64(countIf(times > 1)), toInt64(sum(done)), sum(took), quantileExactInclusiveArray(0.5)(lengths)
FROM (
SELECT grouping(k) AS all_time, roundDown(began, {p0:Array(Int64)}) AS k, grouping(g) AS all_groups, if(has({p1:Array(Array(String))}, key), key, []) AS g, uid,
 count() AS times, sum(events) AS done, sum(lasted) AS took, groupArray(lasted) AS lengths
FROM (
SELECT uid, session[1].1 AS began, session[1].5 AS key, arrayFilter(ms -> ms <= began + {p2:Int64}, session.1) AS times, length(times) AS events, times[-1] - began AS lasted
FROM (
SELECT uid, arrayJoin(arraySplit((e, before) -> e.1 - before.1 > if(client = '', {p3:Int64}, {p4:Int64}), acts, arrayPushFront(arrayPopBack(acts), acts[1]))) AS session
FROM (
SELECT uid, client, arraySort(groupArray((e.1, e.2, e.3, e.5, e.6))) AS acts
FROM (
SELECT uid, arraySort(groupArray((ms, _source, _offset, session_id, meets, g))) AS life, arrayMap((e, before) -> e.1 - before.1, life, arrayPushFront(arrayPopBack(life), life[1])) AS pauses, arrayFill((id, pause) -> id != '' OR pause > {p5:Int64}, life.4, pauses) AS filled, arrayReverseFill((id, pause) -> id != '' OR pause > {p6:Int64}, filled, arrayPushBack(arrayPopFront(pauses), 0)) AS clients
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, _source, _offset, session_id, toUInt8(((NOT startsWith(text[{p7:String}], '\x01') OR startsWith(text[{p8:String}], '\x01\x01')) AND (positionCaseInsensitiveUTF8(if(startsWith(text[{p9:String}], '\x01'), substring(text[{p10:String}], 2), text[{p11:String}]), {p12:String}) > 0))) AS meets, [person.c0, if((text[{p13:String}] NOT IN ('', '\x01null') OR mapContains(number, {p14:String})), '\x01true', '\x01false')] AS g
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p15:String}] NOT IN ('', '\x01null'), text[{p16:String}], mapContains(number, {p17:String}), concat('\x01#', toString(number[{p18:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p19:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p20:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p21:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p22:UInt32}
  AND kind = 'track'
  AND day >= {p23:Date} AND day <= {p24:Date}
  AND ts >= fromUnixTimestamp64Milli({p25:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p26:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p27:Int64}, 'UTC')

) GROUP BY uid
) ARRAY JOIN life AS e, clients AS client
GROUP BY uid, client
)
)
WHERE session[1].4 = 1 AND began >= {p28:Int64} AND began < {p29:Int64}
)
GROUP BY GROUPING SETS ((k, g, uid), (k, uid), (g, uid), (uid))
)
GROUP BY all_time, k, all_groups, g
LIMIT {p30:Int64}
;

SELECT key
FROM (
SELECT uid, session[1].1 AS began, session[1].5 AS key, arrayFilter(ms -> ms <= began + {p0:Int64}, session.1) AS times, length(times) AS events, times[-1] - began AS lasted
FROM (
SELECT uid, arrayJoin(arraySplit((e, before) -> e.1 - before.1 > if(client = '', {p1:Int64}, {p2:Int64}), acts, arrayPushFront(arrayPopBack(acts), acts[1]))) AS session
FROM (
SELECT uid, client, arraySort(groupArray((e.1, e.2, e.3, e.5, e.6))) AS acts
FROM (
SELECT uid, arraySort(groupArray((ms, _source, _offset, session_id, meets, g))) AS life, arrayMap((e, before) -> e.1 - before.1, life, arrayPushFront(arrayPopBack(life), life[1])) AS pauses, arrayFill((id, pause) -> id != '' OR pause > {p3:Int64}, life.4, pauses) AS filled, arrayReverseFill((id, pause) -> id != '' OR pause > {p4:Int64}, filled, arrayPushBack(arrayPopFront(pauses), 0)) AS clients
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, _source, _offset, session_id, toUInt8(((NOT startsWith(text[{p5:String}], '\x01') OR startsWith(text[{p6:String}], '\x01\x01')) AND (positionCaseInsensitiveUTF8(if(startsWith(text[{p7:String}], '\x01'), substring(text[{p8:String}], 2), text[{p9:String}]), {p10:String}) > 0))) AS meets, [person.c0, if((text[{p11:String}] NOT IN ('', '\x01null') OR mapContains(number, {p12:String})), '\x01true', '\x01false')] AS g
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p13:String}] NOT IN ('', '\x01null'), text[{p14:String}], mapContains(number, {p15:String}), concat('\x01#', toString(number[{p16:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p17:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p18:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p19:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p20:UInt32}
  AND kind = 'track'
  AND day >= {p21:Date} AND day <= {p22:Date}
  AND ts >= fromUnixTimestamp64Milli({p23:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p24:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p25:Int64}, 'UTC')

) GROUP BY uid
) ARRAY JOIN life AS e, clients AS client
GROUP BY uid, client
)
)
WHERE session[1].4 = 1 AND began >= {p26:Int64} AND began < {p27:Int64}
)
GROUP BY key
ORDER BY count() DESC, key ASC
LIMIT {p28:Int64}
;

SELECT uid
FROM (
SELECT uid, session[1].1 AS began, session[1].5 AS key, arrayFilter(ms -> ms <= began + {p0:Int64}, session.1) AS times, length(times) AS events, times[-1] - began AS lasted
FROM (
SELECT uid, arrayJoin(arraySplit((e, before) -> e.1 - before.1 > if(client = '', {p1:Int64}, {p2:Int64}), acts, arrayPushFront(arrayPopBack(acts), acts[1]))) AS session
FROM (
SELECT uid, client, arraySort(groupArray((e.1, e.2, e.3, e.5, e.6))) AS acts
FROM (
SELECT uid, arraySort(groupArray((ms, _source, _offset, session_id, meets, g))) AS life, arrayMap((e, before) -> e.1 - before.1, life, arrayPushFront(arrayPopBack(life), life[1])) AS pauses, arrayFill((id, pause) -> id != '' OR pause > {p3:Int64}, life.4, pauses) AS filled, arrayReverseFill((id, pause) -> id != '' OR pause > {p4:Int64}, filled, arrayPushBack(arrayPopFront(pauses), 0)) AS clients
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, _source, _offset, session_id, toUInt8(((NOT startsWith(text[{p5:String}], '\x01') OR startsWith(text[{p6:String}], '\x01\x01')) AND (positionCaseInsensitiveUTF8(if(startsWith(text[{p7:String}], '\x01'), substring(text[{p8:String}], 2), text[{p9:String}]), {p10:String}) > 0))) AS meets, [person.c0, if((text[{p11:String}] NOT IN ('', '\x01null') OR mapContains(number, {p12:String})), '\x01true', '\x01false')] AS g
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p13:String}] NOT IN ('', '\x01null'), text[{p14:String}], mapContains(number, {p15:String}), concat('\x01#', toString(number[{p16:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p17:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p18:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p19:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p20:UInt32}
  AND kind = 'track'
  AND day >= {p21:Date} AND day <= {p22:Date}
  AND ts >= fromUnixTimestamp64Milli({p23:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p24:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p25:Int64}, 'UTC')

) GROUP BY uid
) ARRAY JOIN life AS e, clients AS client
GROUP BY uid, client
)
)
WHERE session[1].4 = 1 AND began >= {p26:Int64} AND began < {p27:Int64}
)
WHERE NOT has({p28:Array(Array(String))}, key)
GROUP BY uid
ORDER BY uid
