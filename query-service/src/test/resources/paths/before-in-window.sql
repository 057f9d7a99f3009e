SELECT toInt64(step), event, count() AS persons
FROM (
SELECT uid, arraySlice(events.2, 2, {p0:Int64}) AS path
FROM (
SELECT uid, arrayReverse(arraySlice(life, 1, place)) AS reached, arrayFilter(e -> abs(e.1 - reached[1].1) <= {p1:Int64}, reached) AS events
FROM (
SELECT uid, arraySort(groupArray((ms, name, session_id, anchor))) AS life, arrayFirstIndex(e -> e.4, life) AS place
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, toString(event) AS name, session_id, (event = {p2:String} AND ts >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')) AS anchor
FROM events
WHERE project = {p5:UInt32}
  AND kind = 'track'
  AND day >= {p6:Date} AND day <= {p7:Date}
  AND ts >= fromUnixTimestamp64Milli({p8:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p10:Int64}, 'UTC')
  AND ((u_plan IN {p11:Array(String)}))

) GROUP BY uid HAVING place > 0
)
)
) ARRAY JOIN path AS event, arrayEnumerate(path) AS step
GROUP BY step, event
ORDER BY step, persons DESC, event
LIMIT {p12:Int64} BY step
;

SELECT toInt64(step), link.1 AS source, link.2 AS target, count()
FROM (
SELECT arrayZip(arrayPushFront(arrayPopBack(told), {p0:String}), told) AS links
FROM (
SELECT uid, arrayMap((event, top) -> if(has(top, event), event, '\x01other'), path, arraySlice({p1:Array(Array(String))}, 1, length(path))) AS known, if(length(path) < {p2:Int64}, arrayPushBack(known, '\x01end'), known) AS told
FROM (
SELECT uid, arraySlice(events.2, 2, {p3:Int64}) AS path
FROM (
SELECT uid, arrayReverse(arraySlice(life, 1, place)) AS reached, arrayFilter(e -> abs(e.1 - reached[1].1) <= {p4:Int64}, reached) AS events
FROM (
SELECT uid, arraySort(groupArray((ms, name, session_id, anchor))) AS life, arrayFirstIndex(e -> e.4, life) AS place
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, toString(event) AS name, session_id, (event = {p5:String} AND ts >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')) AS anchor
FROM events
WHERE project = {p8:UInt32}
  AND kind = 'track'
  AND day >= {p9:Date} AND day <= {p10:Date}
  AND ts >= fromUnixTimestamp64Milli({p11:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p12:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p13:Int64}, 'UTC')
  AND ((u_plan IN {p14:Array(String)}))

) GROUP BY uid HAVING place > 0
)
)
)
)
) ARRAY JOIN links AS link, arrayEnumerate(links) AS step
GROUP BY step, source, target
ORDER BY step, source, target
;

SELECT uid
FROM (
SELECT uid, arraySlice(events.2, 2, {p0:Int64}) AS path
FROM (
SELECT uid, arrayReverse(arraySlice(life, 1, place)) AS reached, arrayFilter(e -> abs(e.1 - reached[1].1) <= {p1:Int64}, reached) AS events
FROM (
SELECT uid, arraySort(groupArray((ms, name, session_id, anchor))) AS life, arrayFirstIndex(e -> e.4, life) AS place
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, toString(event) AS name, session_id, (event = {p2:String} AND ts >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')) AS anchor
FROM events
WHERE project = {p5:UInt32}
  AND kind = 'track'
  AND day >= {p6:Date} AND day <= {p7:Date}
  AND ts >= fromUnixTimestamp64Milli({p8:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p10:Int64}, 'UTC')
  AND ((u_plan IN {p11:Array(String)}))

) GROUP BY uid HAVING place > 0
)
)
)
ORDER BY uid
;

SELECT uid
FROM (
SELECT uid, arrayMap((event, top) -> if(has(top, event), event, '\x01other'), path, arraySlice({p0:Array(Array(String))}, 1, length(path))) AS known, if(length(path) < {p1:Int64}, arrayPushBack(known, '\x01end'), known) AS told
FROM (
SELECT uid, arraySlice(events.2, 2, {p2:Int64}) AS path
FROM (
SELECT uid, arrayReverse(arraySlice(life, 1, place)) AS reached, arrayFilter(e -> abs(e.1 - reached[1].1) <= {p3:Int64}, reached) AS events
FROM (
SELECT uid, arraySort(groupArray((ms, name, session_id, anchor))) AS life, arrayFirstIndex(e -> e.4, life) AS place
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, toString(event) AS name, session_id, (event = {p4:String} AND ts >= fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p6:Int64}, 'UTC')) AS anchor
FROM events
WHERE project = {p7:UInt32}
  AND kind = 'track'
  AND day >= {p8:Date} AND day <= {p9:Date}
  AND ts >= fromUnixTimestamp64Milli({p10:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p11:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p12:Int64}, 'UTC')
  AND ((u_plan IN {p13:Array(String)}))

) GROUP BY uid HAVING place > 0
)
)
)
)
WHERE told[{p14:Int64}] = {p15:String} AND told[{p16:Int64}] = {p17:String}
ORDER BY uid
;

SELECT toInt64(step), link.1 AS source, link.2 AS target, count()
FROM (
SELECT arrayZip(arrayPushFront(arrayPopBack(told), {p0:String}), told) AS links
FROM (
SELECT uid, arrayMap((event, top) -> if(has(top, event), event, '\x01other'), path, arraySlice({p1:Array(Array(String))}, 1, length(path))) AS known, if(length(path) < {p2:Int64}, arrayPushBack(known, '\x01end'), known) AS told
FROM (
SELECT uid, arraySlice(events.2, 2, {p3:Int64}) AS path
FROM (
SELECT uid, arrayReverse(arraySlice(life, 1, place)) AS reached, arrayFilter(e -> abs(e.1 - reached[1].1) <= {p4:Int64}, reached) AS events
FROM (
SELECT uid, arraySort(groupArray((ms, name, session_id, anchor))) AS life, arrayFirstIndex(e -> e.4, life) AS place
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, toString(event) AS name, session_id, (event = {p5:String} AND ts >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND ((p_device IN {p8:Array(String)}))) AS anchor
FROM events
WHERE project = {p9:UInt32}
  AND kind = 'track'
  AND day >= {p10:Date} AND day <= {p11:Date}
  AND ts >= fromUnixTimestamp64Milli({p12:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p13:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p14:Int64}, 'UTC')
  AND ((u_plan IN {p15:Array(String)}))

) GROUP BY uid HAVING place > 0
)
)
)
)
) ARRAY JOIN links AS link, arrayEnumerate(links) AS step
GROUP BY step, source, target
ORDER BY step, source, target
