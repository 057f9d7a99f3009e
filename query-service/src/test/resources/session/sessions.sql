SELECT grouping(k), roundDown(began, {p0:Array(Int64)}) AS k, toInt64(count()), toInt64(groupBitmap(uid)), toInt64(sum(events)), sum(lasted), quantileExactInclusive(0.5)(lasted)
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
GROUP BY ROLLUP(k)
;

SELECT DISTINCT uid
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
ORDER BY uid
