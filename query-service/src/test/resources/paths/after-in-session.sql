SELECT toInt64(step), event, count() AS persons
FROM (
SELECT uid, arraySlice(arrayCompact(events.2), 2, {p0:Int64}) AS path
FROM (
SELECT uid, arrayFilter((e, session) -> session = 0, events, arrayCumSum(arrayMap((e, before) -> if(e.3 != '' AND before.3 != '', e.3 != before.3, abs(e.1 - before.1) > {p1:Int64}), events, arrayPushFront(arrayPopBack(events), events[1])))) AS events
FROM (
SELECT uid, arraySlice(life, place) AS reached, arrayFilter(e -> abs(e.1 - reached[1].1) <= {p2:Int64}, reached) AS events
FROM (
SELECT uid, arraySort(groupArray((ms, name, session_id, anchor))) AS life, arrayFirstIndex(e -> e.4, life) AS place
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, toString(event) AS name, session_id, (event = {p3:String} AND ts >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND ((text[{p6:String}] IN {p7:Array(String)}))) AS anchor
FROM events
WHERE project = {p8:UInt32}
  AND kind = 'track'
  AND day >= {p9:Date} AND day <= {p10:Date}
  AND ts >= fromUnixTimestamp64Milli({p11:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p12:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p13:Int64}, 'UTC')
  AND event NOT IN {p14:Array(String)}

) GROUP BY uid HAVING place > 0
)
)
)
) ARRAY JOIN path AS event, arrayEnumerate(path) AS step
GROUP BY step, event
ORDER BY step, persons DESC, event
LIMIT {p15:Int64} BY step
;

SELECT toInt64(step), link.1 AS source, link.2 AS target, count()
FROM (
SELECT arrayZip(arrayPushFront(arrayPopBack(told), {p0:String}), told) AS links
FROM (
SELECT uid, arrayMap((event, top) -> if(has(top, event), event, '\x01other'), path, arraySlice({p1:Array(Array(String))}, 1, length(path))) AS known, if(length(path) < {p2:Int64}, arrayPushBack(known, '\x01end'), known) AS told
FROM (
SELECT uid, arraySlice(arrayCompact(events.2), 2, {p3:Int64}) AS path
FROM (
SELECT uid, arrayFilter((e, session) -> session = 0, events, arrayCumSum(arrayMap((e, before) -> if(e.3 != '' AND before.3 != '', e.3 != before.3, abs(e.1 - before.1) > {p4:Int64}), events, arrayPushFront(arrayPopBack(events), events[1])))) AS events
FROM (
SELECT uid, arraySlice(life, place) AS reached, arrayFilter(e -> abs(e.1 - reached[1].1) <= {p5:Int64}, reached) AS events
FROM (
SELECT uid, arraySort(groupArray((ms, name, session_id, anchor))) AS life, arrayFirstIndex(e -> e.4, life) AS place
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, toString(event) AS name, session_id, (event = {p6:String} AND ts >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p8:Int64}, 'UTC') AND ((text[{p9:String}] IN {p10:Array(String)}))) AS anchor
FROM events
WHERE project = {p11:UInt32}
  AND kind = 'track'
  AND day >= {p12:Date} AND day <= {p13:Date}
  AND ts >= fromUnixTimestamp64Milli({p14:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND event NOT IN {p17:Array(String)}

) GROUP BY uid HAVING place > 0
)
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
SELECT uid, arraySlice(arrayCompact(events.2), 2, {p0:Int64}) AS path
FROM (
SELECT uid, arrayFilter((e, session) -> session = 0, events, arrayCumSum(arrayMap((e, before) -> if(e.3 != '' AND before.3 != '', e.3 != before.3, abs(e.1 - before.1) > {p1:Int64}), events, arrayPushFront(arrayPopBack(events), events[1])))) AS events
FROM (
SELECT uid, arraySlice(life, place) AS reached, arrayFilter(e -> abs(e.1 - reached[1].1) <= {p2:Int64}, reached) AS events
FROM (
SELECT uid, arraySort(groupArray((ms, name, session_id, anchor))) AS life, arrayFirstIndex(e -> e.4, life) AS place
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, toString(event) AS name, session_id, (event = {p3:String} AND ts >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND ((text[{p6:String}] IN {p7:Array(String)}))) AS anchor
FROM events
WHERE project = {p8:UInt32}
  AND kind = 'track'
  AND day >= {p9:Date} AND day <= {p10:Date}
  AND ts >= fromUnixTimestamp64Milli({p11:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p12:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p13:Int64}, 'UTC')
  AND event NOT IN {p14:Array(String)}

) GROUP BY uid HAVING place > 0
)
)
)
)
ORDER BY uid
;

SELECT uid
FROM (
SELECT uid, arrayMap((event, top) -> if(has(top, event), event, '\x01other'), path, arraySlice({p0:Array(Array(String))}, 1, length(path))) AS known, if(length(path) < {p1:Int64}, arrayPushBack(known, '\x01end'), known) AS told
FROM (
SELECT uid, arraySlice(arrayCompact(events.2), 2, {p2:Int64}) AS path
FROM (
SELECT uid, arrayFilter((e, session) -> session = 0, events, arrayCumSum(arrayMap((e, before) -> if(e.3 != '' AND before.3 != '', e.3 != before.3, abs(e.1 - before.1) > {p3:Int64}), events, arrayPushFront(arrayPopBack(events), events[1])))) AS events
FROM (
SELECT uid, arraySlice(life, place) AS reached, arrayFilter(e -> abs(e.1 - reached[1].1) <= {p4:Int64}, reached) AS events
FROM (
SELECT uid, arraySort(groupArray((ms, name, session_id, anchor))) AS life, arrayFirstIndex(e -> e.4, life) AS place
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, toString(event) AS name, session_id, (event = {p5:String} AND ts >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND ((text[{p8:String}] IN {p9:Array(String)}))) AS anchor
FROM events
WHERE project = {p10:UInt32}
  AND kind = 'track'
  AND day >= {p11:Date} AND day <= {p12:Date}
  AND ts >= fromUnixTimestamp64Milli({p13:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p14:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND event NOT IN {p16:Array(String)}

) GROUP BY uid HAVING place > 0
)
)
)
)
)
WHERE told[{p17:Int64}] = {p18:String} AND told[{p19:Int64}] = {p20:String}
ORDER BY uid
